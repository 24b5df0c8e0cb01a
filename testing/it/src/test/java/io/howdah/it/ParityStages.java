package io.howdah.it;

import io.howdah.base.HostPort;
import io.howdah.gateway.config.PoolMode;
import io.howdah.it.parity.Sequence;
import io.howdah.it.parity.Stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server, and gateways before it: in session mode one; in transaction mode one whose pool has a
 * single backend, one with several that strangers use as well, and one that shares two of them
 * wherever it can. One thread.
 */
final class ParityStages implements AutoCloseable {
    static final int PATIENCE_MILLIS = 5_000;

    private static final String DATABASE = "parity";
    private static final int SEVERAL = 8;
    private static final String SESSION = "session";
    private static final String SHARED = "shared";

    private final HostPort server;
    private final Stage direct;
    private final Map<String, Howdah> gateways = new LinkedHashMap<>();
    private final Map<Sequence, List<String>> answers = new HashMap<>();

    private ParityStages(Rig rig) throws Exception {
        server = rig.direct().address();
        direct = Stage.open(server, server, DATABASE);
        for (String name :
                rig.mode() == PoolMode.SESSION
                        ? List.of(SESSION)
                        : List.of("one", "many", SHARED)) {
            gateways.put(name, gateway(name));
        }
    }

    /** Makes the database that the sequences are about, and opens the stages of a rig. */
    static ParityStages open(Rig rig, String fixture) throws Exception {
        try (Connection connection = rig.direct().connect()) {
            String count = "SELECT count(*) FROM pg_database WHERE datname = ?";
            if (Sql.value(connection, count, DATABASE).equals("0")) {
                Sql.run(connection, "CREATE DATABASE " + DATABASE);
            }
        }
        new Endpoint(rig.direct().address(), DATABASE).run(fixture);
        return new ParityStages(rig);
    }

    /** The names of those with Howdah. */
    List<String> names() {
        return List.copyOf(gateways.keySet());
    }

    /** What Howdah is to answer: in transaction mode, notifications may come at any time. */
    List<String> expected(String name, Sequence sequence) throws IOException {
        List<String> lines = expected(sequence);
        return name.equals(SESSION) ? lines : Stage.withNotificationsLast(lines);
    }

    private List<String> expected(Sequence sequence) throws IOException {
        List<String> lines = answers.get(sequence);
        if (lines == null) {
            lines = direct.play(sequence, PATIENCE_MILLIS, null);
            answers.put(sequence, lines);
        }
        return lines;
    }

    /** What Howdah answers. */
    List<String> actual(String name, Sequence sequence) throws IOException {
        Howdah gateway = gateways.get(name);
        if (gateway == null) {
            throw new IllegalArgumentException(name);
        }
        return play(gateway, name, sequence, PATIENCE_MILLIS);
    }

    /** What another Howdah of that kind answers, one that nobody meets before or after. */
    List<String> apart(String name, Sequence sequence, int patienceMillis) throws Exception {
        try (Howdah gateway = gateway(name)) {
            return play(gateway, name, sequence, patienceMillis);
        }
    }

    private List<String> play(Howdah gateway, String name, Sequence sequence, int patienceMillis)
            throws IOException {
        return gateway.stage.play(
                sequence, patienceMillis, name.equals(SESSION) ? null : expected(sequence));
    }

    private Howdah gateway(String name) throws Exception {
        PoolMode mode = name.equals(SESSION) ? PoolMode.SESSION : PoolMode.TRANSACTION;
        FrontPlan plan = new FrontPlan(server).pooled(mode, name.equals("one") ? 1 : SEVERAL);
        boolean shares = name.equals(SHARED);
        Front front = Front.of(shares ? plan.sharing(2, true) : plan);
        if (shares) {
            front.awaitSharing(DATABASE);
        }
        Stage stage = Stage.open(front.endpoint().address(), server, DATABASE);
        return new Howdah(front, shares || name.equals("many") ? stage.withStrangers() : stage);
    }

    @Override
    public void close() {
        gateways.values().forEach(Howdah::close);
        close(direct);
    }

    private static void close(Stage stage) {
        try {
            stage.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Howdah(Front front, Stage stage) implements AutoCloseable {
        @Override
        public void close() {
            ParityStages.close(stage);
            front.close();
        }
    }
}
