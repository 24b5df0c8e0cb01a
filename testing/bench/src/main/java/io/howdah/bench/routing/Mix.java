package io.howdah.bench.routing;

import io.howdah.base.Randomness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What is read.
 *
 * @param weights how often each table, in proportion to the others
 */
record Mix(SequencedMap<String, Integer> weights) {
    /** Rows of every table. */
    static final int ROWS = 1_000;

    /** What the limiters know the benchmark's tables by. */
    static final String PREFIX = "bench_";

    Mix {
        weights = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(weights));
    }

    /** All tables equally often. */
    static Mix even(List<String> tables) {
        SequencedMap<String, Integer> weights = new LinkedHashMap<>();
        tables.forEach(table -> weights.put(table, 1));
        return new Mix(weights);
    }

    List<String> tables() {
        return List.copyOf(weights.keySet());
    }

    /** A statement of the mix. */
    String statement(Randomness random) {
        int place = random.nextInt(weights.values().stream().mapToInt(weight -> weight).sum());
        for (Map.Entry<String, Integer> table : weights.entrySet()) {
            place -= table.getValue();
            if (place < 0) {
                int id = 1 + random.nextInt(ROWS);
                return "SELECT v FROM " + PREFIX + table.getKey() + " WHERE id = " + id;
            }
        }
        throw new IllegalStateException("weights have changed");
    }

    /** Makes the tables. */
    String[] ddl() {
        List<String> statements = new ArrayList<>();
        for (String table : weights.keySet()) {
            String name = PREFIX + table;
            statements.add(
                    "CREATE TABLE IF NOT EXISTS " + name + " (id int PRIMARY KEY, v int NOT NULL)");
            statements.add(
                    "INSERT INTO "
                            + name
                            + " SELECT id, id FROM generate_series(1, "
                            + ROWS
                            + ") AS id ON CONFLICT DO NOTHING");
            statements.add("VACUUM ANALYZE " + name);
        }
        return statements.toArray(String[]::new);
    }
}
