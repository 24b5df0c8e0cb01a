package io.howdah.admin.internal;

import io.howdah.base.HostPort;
import io.howdah.base.config.ConfigNode;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.config.Position;
import io.howdah.base.config.SettingsReader;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.control.AccessRule;
import io.howdah.gateway.control.BackendSnapshot;
import io.howdah.gateway.control.BalanceSnapshot;
import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.Controls;
import io.howdah.gateway.control.DatabaseTraffic;
import io.howdah.gateway.control.DigestSnapshot;
import io.howdah.gateway.control.Ends;
import io.howdah.gateway.control.HostSnapshot;
import io.howdah.gateway.control.Monitor;
import io.howdah.gateway.control.NodeSnapshot;
import io.howdah.gateway.control.Overview;
import io.howdah.gateway.control.PoolSnapshot;
import io.howdah.gateway.control.ProcessControls;
import io.howdah.gateway.control.ServerControls;
import io.howdah.gateway.control.StatementSnapshot;
import io.howdah.gateway.control.Target;
import io.howdah.gateway.control.TrafficSnapshot;
import io.howdah.spi.balance.Belief;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A gateway with one of everything, which writes down what is done to it. */
public final class FakeGateway implements Monitor, Controls, ProcessControls {
    public static final HostPort NODE = new HostPort("db1", 5432);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Ends ENDS = new Ends("10.0.0.1", 40_000, "10.0.0.2", 6_432, "");

    public final List<String> done = new ArrayList<>();
    public boolean suspended;

    /** What can be done to servers; nothing by itself. */
    public ServerControls servers = ServerControls.NONE;

    /** Whether PAUSE never ends by itself. */
    public boolean pauseHangs;

    // ---- Monitor

    @Override
    public Overview overview() {
        return new Overview(
                List.of(
                        client(
                                7,
                                "shop",
                                ClientSnapshot.State.ACTIVE,
                                3,
                                List.of(new ClientSnapshot.Reason("settings", ""))),
                        client(8, "shop", ClientSnapshot.State.WAITING, 0, List.of()),
                        client(9, "pgbouncer", ClientSnapshot.State.LOCAL, 0, List.of())),
                List.of(
                        new BackendSnapshot(
                                3,
                                "app",
                                "shop",
                                NODE,
                                BackendSnapshot.State.ACTIVE,
                                ENDS,
                                NOON,
                                NOON,
                                true,
                                4_711,
                                5)),
                List.of(
                        new PoolSnapshot(
                                "shop",
                                "app",
                                NODE,
                                settings().pool(),
                                1,
                                2,
                                0,
                                0,
                                0,
                                1,
                                1,
                                Duration.ofMillis(2_500))),
                List.of(
                        new NodeSnapshot(
                                NODE,
                                true,
                                true,
                                new NodeSnapshot.Place("north", "", 100),
                                new NodeSnapshot.Standing(
                                        "primary",
                                        "healthy",
                                        "",
                                        false,
                                        "",
                                        3,
                                        "0/3000060",
                                        -1,
                                        -1,
                                        12,
                                        150_018))),
                2,
                0);
    }

    private static ClientSnapshot client(
            int id,
            String database,
            ClientSnapshot.State state,
            int backend,
            List<ClientSnapshot.Reason> pins) {
        return new ClientSnapshot(
                id,
                "app",
                database,
                state,
                ENDS,
                NOON,
                NOON.plusSeconds(1),
                state == ClientSnapshot.State.WAITING ? Duration.ofMillis(2_500) : Duration.ZERO,
                backend,
                "tests",
                4,
                "none",
                pins,
                NOON,
                Duration.ofSeconds(pins.isEmpty() ? 0 : 90));
    }

    @Override
    public List<DatabaseTraffic> traffic() {
        TrafficSnapshot total = new TrafficSnapshot(1, 2, 3, 4, 5, 6_000, 7_000, 8_000, 9, 10, 11);
        return List.of(
                new DatabaseTraffic("shop", total, TrafficSnapshot.NONE),
                new DatabaseTraffic("wiki", total, TrafficSnapshot.NONE));
    }

    @Override
    public List<StatementSnapshot> statements() {
        return List.of(new StatementSnapshot("shop", "app", NODE, 0, "howdah_1", "SELECT 1", 2));
    }

    @Override
    public List<DigestSnapshot> digests() {
        return List.of(new DigestSnapshot(255, "shop", "SELECT $1", 4, 1_000, 8));
    }

    @Override
    public BalanceSnapshot balance() {
        return new BalanceSnapshot(
                "bot",
                List.of(
                        new Belief(0, 1, "db2:5432", 900, 700, 5, 1, 40),
                        new Belief(255, 1, "db2:5432", 800, 600, 4, 1, 30)),
                List.of(new BalanceSnapshot.Change(Instant.EPOCH, "the bot decides")));
    }

    @Override
    public GatewaySettings settings() {
        Position here = Position.of("test");
        ConfigNode address = new ConfigNode.Scalar(here, "db1:5432");
        ConfigNode node =
                mapping(Map.of("address", address, "name", new ConfigNode.Scalar(here, "north")));
        ConfigNode user =
                mapping(
                        Map.of(
                                "name", new ConfigNode.Scalar(here, "app"),
                                "password", new ConfigNode.Scalar(here, "hunter2")));
        try {
            return new SettingsReader(Path.of(""), Map.of())
                    .read(
                            GatewaySettings.class,
                            mapping(
                                    Map.of(
                                            "nodes",
                                            new ConfigNode.Sequence(here, List.of(node)),
                                            "users",
                                            new ConfigNode.Sequence(here, List.of(user)))));
        } catch (InvalidConfiguration e) {
            throw new AssertionError(e);
        }
    }

    private static ConfigNode mapping(Map<String, ConfigNode> values) {
        Position here = Position.of("test");
        return new ConfigNode.Mapping(
                here,
                values.entrySet().stream()
                        .map(each -> new ConfigNode.Entry(each.getKey(), here, each.getValue()))
                        .toList());
    }

    @Override
    public HostPort address() {
        return new HostPort("127.0.0.1", 6_432);
    }

    @Override
    public List<AccessRule> accessRules() {
        return List.of(
                new AccessRule(
                        1,
                        "pg_hba.conf",
                        3,
                        "host",
                        List.of("all"),
                        List.of("+staff", "app"),
                        "10.0.0.0",
                        "255.0.0.0",
                        "scram-sha-256",
                        List.of()));
    }

    @Override
    public List<HostSnapshot> hosts() {
        return List.of(
                new HostSnapshot(
                        "db1",
                        List.of(InetAddress.ofLiteral("10.0.0.3")),
                        Duration.ofMillis(11_500)));
    }

    @Override
    public boolean isSuspended() {
        return suspended;
    }

    @Override
    public boolean isPaused(Target target) {
        return target.equals(new Target.Database("shop"));
    }

    @Override
    public boolean isDisabled(Target target) {
        return false;
    }

    // ---- Controls

    @Override
    public void pause(Target target) throws InterruptedException {
        done.add("pause " + target);
        if (pauseHangs) {
            Thread.currentThread().interrupt();
            throw new InterruptedException();
        }
    }

    @Override
    public void resume(Target target) {
        done.add("resume " + target);
        suspended = false;
    }

    @Override
    public void disable(Target target) {
        done.add("disable " + target);
    }

    @Override
    public void enable(Target target) {
        done.add("enable " + target);
    }

    @Override
    public void reconnect(Target target) {
        done.add("reconnect " + target);
    }

    @Override
    public void kill(Target target) {
        done.add("kill " + target);
    }

    @Override
    public void killClient(int id) throws ControlRefused {
        if (id != 7) {
            throw new ControlRefused(Failure.reported("42704", "client not found"));
        }
        done.add("kill client " + id);
    }

    @Override
    public void waitClose(Target target) {
        done.add("wait close " + target);
    }

    @Override
    public void suspend() {
        done.add("suspend");
        suspended = true;
    }

    // ---- ProcessControls

    @Override
    public void shutdown(Shutdown how) {
        done.add("shutdown " + how);
    }

    @Override
    public List<String> reload() throws ControlRefused {
        throw new ControlRefused(
                Failure.of(ErrorCode.CONFIGURATION_LIMIT_EXCEEDED, "RELOAD failed")
                        .withDetail("howdah.yaml:1"));
    }

    @Override
    public void set(String key, String value) {
        done.add("set " + key + " = " + value);
    }

    @Override
    public boolean isChangeable(String key) {
        return key.equals("pool.size");
    }

    @Override
    public ServerControls servers() {
        return servers;
    }
}
