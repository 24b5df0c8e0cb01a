package io.howdah.gateway;

import io.howdah.base.HostPort;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.config.Position;
import io.howdah.base.config.Problem;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.UserSettings;
import io.howdah.gateway.internal.backend.PoolControl;
import io.howdah.gateway.internal.backend.PoolFilter;
import io.howdah.gateway.internal.tls.TlsContexts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts other settings in force while the gateway runs: all of them, or none. */
final class Reconfiguration {
    private static final System.Logger LOG = System.getLogger(Reconfiguration.class.getName());

    private final Parts parts;
    private final AtomicBoolean following = new AtomicBoolean();

    Reconfiguration(Parts parts) {
        this.parts = parts;
    }

    /** Reads all files that {@code next} names; see {@link Gateway#prepare}. */
    Runnable prepare(GatewaySettings next) throws InvalidConfiguration {
        List<Problem> problems = new ArrayList<>();
        GatewaySettings expanded = parts.base().discovery().expand(next);
        Optional<Runnable> tls = attempt(() -> prepareTls(expanded), problems);
        Optional<Runnable> access = attempt(() -> prepareAccess(next), problems);
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
        return () -> {
            access.orElseThrow().run();
            synchronized (this) {
                parts.base().discovery().configured(next);
                putInForce(expanded, tls.orElseThrow());
            }
        };
    }

    private void putInForce(GatewaySettings next, Runnable tls) {
        GatewaySettings before = parts.base().settings().now();
        tls.run();
        parts.base().settings().replace(next);
        parts.clients().apply(next);
        parts.servers().pools().apply(next);
        parts.servers().prober().follow();
        replaceBackends(before, next);
    }

    /** Names may lead elsewhere by now; called a few times a second. */
    void followNames() {
        if (parts.base().discovery().isActive() && following.compareAndSet(false, true)) {
            Thread.startVirtualThread(
                    () -> {
                        try {
                            followNow();
                        } finally {
                            following.set(false);
                        }
                    });
        }
    }

    private synchronized void followNow() {
        GatewaySettings now = parts.base().settings().now();
        parts.base().discovery().moved(now).ifPresent(this::follow);
    }

    private void follow(GatewaySettings next) {
        try {
            putInForce(next, prepareTls(next));
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "nodes stay as they are, as new ones cannot have TLS: {0}",
                    e.getMessage());
        }
    }

    private interface Preparation {
        Runnable prepare() throws IOException, InvalidConfiguration;
    }

    private static Optional<Runnable> attempt(Preparation step, List<Problem> problems) {
        try {
            return Optional.of(step.prepare());
        } catch (InvalidConfiguration e) {
            problems.addAll(e.problems());
        } catch (IOException e) {
            problems.add(new Problem(Position.of("tls"), "", String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    Runnable prepareTls(GatewaySettings next) throws IOException {
        TlsContexts contexts = TlsContexts.load(parts.base().discovery().expand(next));
        return () -> parts.servers().tls().replace(contexts);
    }

    Runnable prepareAccess(GatewaySettings next) throws InvalidConfiguration {
        Runnable rules = parts.logins().access().prepare(next.auth());
        return () -> {
            rules.run();
            parts.logins().credentials().replace(next.users());
            parts.logins().secrets().replace(next.users());
        };
    }

    /**
     * Backends that were opened with another password, another TLS or in another way, are not used
     * again.
     */
    private void replaceBackends(GatewaySettings before, GatewaySettings after) {
        PoolControl control = parts.servers().pools().control();
        Map<String, UserSettings> users =
                after.users().stream()
                        .collect(Collectors.toMap(UserSettings::name, Function.identity()));
        for (UserSettings old : before.users()) {
            UserSettings now = users.get(old.name());
            if (now == null
                    || !now.password().equals(old.password())
                    || !now.backendPassword().equals(old.backendPassword())) {
                control.reconnect(PoolFilter.ofUser(old.name()));
            }
        }
        Map<HostPort, NodeSettings> nodes =
                after.nodes().stream()
                        .collect(Collectors.toMap(NodeSettings::address, Function.identity()));
        boolean all = !before.backendTls().equals(after.backendTls());
        for (NodeSettings old : before.nodes()) {
            NodeSettings now = nodes.get(old.address());
            if (now != null
                    && (all
                            || !now.tls().equals(old.tls())
                            || !now.unixSocket().equals(old.unixSocket()))) {
                control.reconnect(PoolFilter.ofNode(old.address().toString()));
            }
        }
    }
}
