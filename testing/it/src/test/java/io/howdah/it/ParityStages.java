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
 * PostgreSQL itself, and one or more gateways before it: in transaction mode one whose pool has a
 * single backend, and one with several that strangers use as well. One thread.
 */
final class ParityStages implements AutoCloseable {
    private static final String DATABASE = "parity";
    static final int PATIENCE_MILLIS = 20_000;

    private final Stage direct;
    private final Map<String, Stage> howdah = new LinkedHashMap<>();
    private final Map<Sequence, List<String>> answers = new HashMap<>();
    private final Front narrow;

    private ParityStages(Rig rig, Front narrow) throws Exception {
        HostPort server = rig.direct().address();
        this.narrow = narrow;
        direct = Stage.open(server, server, DATABASE);
        if (rig.mode() == PoolMode.SESSION) {
            howdah.put("session", Stage.open(rig.howdah().address(), server, DATABASE));
        } else {
            howdah.put("one", Stage.open(narrow.endpoint().address(), server, DATABASE));
            Stage many = Stage.open(rig.howdah().address(), server, DATABASE);
            howdah.put("many", many.withStrangers());
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
        return new ParityStages(rig, Front.of(PoolMode.TRANSACTION, 1, rig.direct().address()));
    }

    /** The names of those with Howdah. */
    List<String> names() {
        return List.copyOf(howdah.keySet());
    }

    /** What PostgreSQL answers. */
    List<String> expected(Sequence sequence) throws IOException {
        List<String> lines = answers.get(sequence);
        if (lines == null) {
            lines = direct.play(sequence, PATIENCE_MILLIS);
            answers.put(sequence, lines);
        }
        return lines;
    }

    /** What Howdah answers; a client that waits longer than {@code patienceMillis} gives up. */
    List<String> actual(String name, Sequence sequence, int patienceMillis) throws IOException {
        Stage stage = howdah.get(name);
        if (stage == null) {
            throw new IllegalArgumentException(name);
        }
        return stage.play(sequence, patienceMillis);
    }

    @Override
    public void close() {
        try {
            for (Stage stage : howdah.values()) {
                stage.close();
            }
            direct.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        narrow.close();
    }
}
