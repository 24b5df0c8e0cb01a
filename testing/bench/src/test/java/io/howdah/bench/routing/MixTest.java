package io.howdah.bench.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Randomness;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

class MixTest {
    @Test
    void readsTablesAsOftenAsTheirWeight() {
        SequencedMap<String, Integer> weights = new LinkedHashMap<>();
        weights.put("light", 9);
        weights.put("heavy", 1);
        Mix mix = new Mix(weights);
        Randomness random = Randomness.seeded(1);
        int heavy = 0;
        for (int i = 0; i < 10_000; i++) {
            String statement = mix.statement(random);
            assertTrue(
                    statement.matches("SELECT v FROM bench_(light|heavy) WHERE id = \\d+"),
                    statement);
            heavy += statement.contains("heavy") ? 1 : 0;
        }
        assertEquals(1_000, heavy, 100);
    }

    @Test
    void makesItsTables() {
        List<String> ddl = List.of(Mix.even(List.of("light")).ddl());
        assertEquals(3, ddl.size());
        assertTrue(ddl.getFirst().startsWith("CREATE TABLE IF NOT EXISTS bench_light "));
    }
}
