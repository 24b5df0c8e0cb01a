package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.base.Clock;
import io.howdah.base.Randomness;
import io.howdah.gateway.config.PoolMode;
import io.howdah.it.parity.BothForms;
import io.howdah.it.parity.BothForms.Outcome;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * PostgreSQL answers random statements the same with parameters for their literals.
 *
 * <p>{@code -Dhowdah.params.statements=100000} runs so many instead of three seconds' worth, {@code
 * -Dhowdah.params.seed=N} repeats a run.
 */
@EachRig
final class ParameterizedSelectsTest {
    private static final Duration DURATION = Duration.ofSeconds(3);
    private static final int STATEMENTS = Integer.getInteger("howdah.params.statements", 0);
    private static final long SEED = Long.getLong("howdah.params.seed", Clock.system().nanos());

    /** After so many statements there are other tables. */
    private static final int ROUND = 2_000;

    private final Rig rig;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private int done;

    ParameterizedSelectsTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void onceAServer() {
        assumeTrue(rig.mode() == PoolMode.TRANSACTION, "the pool mode does not matter here");
    }

    @Test
    void answersAreTheSame() throws Exception {
        int round = 0;
        do {
            round(Randomness.seeded(SEED * 1_000 + round++));
        } while (done < STATEMENTS);
        String report = rig + ": " + counts + ", -Dhowdah.params.seed=" + SEED;
        System.out.println(report);
        assertTrue(count(Outcome.SAME) > done / 5, report);
        assertEquals(0, count(Outcome.REFUSED_ALONE), report);
    }

    private void round(Randomness random) throws Exception {
        RandomTables tables = new RandomTables(random);
        Endpoint endpoint = CatalogRead.database(rig, "parameters");
        endpoint.run(tables.script());
        RandomSelects selects = new RandomSelects(random, tables.tables());
        try (BothForms forms = BothForms.open(endpoint.address(), endpoint.database())) {
            long end = Clock.system().nanos() + DURATION.toNanos();
            int last = Math.min(done + ROUND, STATEMENTS);
            while (STATEMENTS > 0 ? done < last : Clock.system().nanos() < end) {
                run(forms, selects.next());
                done++;
            }
        }
    }

    private void run(BothForms forms, String sql) throws Exception {
        try {
            counts.merge(forms.run(sql), 1, Integer::sum);
        } catch (AssertionError e) {
            throw new AssertionError("-Dhowdah.params.seed=" + SEED + ": " + e.getMessage(), e);
        }
    }

    private int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }
}
