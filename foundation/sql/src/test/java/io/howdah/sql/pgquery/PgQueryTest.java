package io.howdah.sql.pgquery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.howdah.base.Randomness;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks PostgreSQL's own parser, which needs 10 ms for each answer. {@code -Dhowdah.statements=N}
 * asks about N statements instead of a few, {@code -Dhowdah.seed=N} about others.
 */
class PgQueryTest {
    private static final int STATEMENTS = Integer.getInteger("howdah.statements", 40);
    private static final long SEED = Long.getLong("howdah.seed", 1);

    @SuppressWarnings("NullAway.Init")
    private static PgQuery parser;

    @BeforeAll
    static void load() {
        parser = PgQuery.load();
    }

    @Test
    void refusesWhatIsNoSql() {
        assertEquals(Optional.empty(), parser.parse("select from from"));
        assertEquals(1, parser.facts("select 1").orElseThrow().statements());
    }

    @Test
    void givesFingerprints() {
        assertEquals(parser.fingerprint("select 1"), parser.fingerprint("SELECT  2"));
        assertNotEquals(parser.fingerprint("select 1"), parser.fingerprint("select a"));
    }

    @Test
    void agreesOnMadeUpStatements() {
        Comparison comparison = new Comparison();
        StatementGenerator generator = new StatementGenerator(Randomness.seeded(SEED));
        for (int i = 0; i < STATEMENTS; i++) {
            String text = generator.next();
            parser.facts(text).ifPresent(facts -> comparison.add(text, facts));
        }
        assertEquals(List.of(), comparison.differences(), "seed " + SEED);
    }

    @Test
    void gaveTheRecordedAnswers() {
        List<Map.Entry<String, Facts>> recorded =
                new ArrayList<>(RecordedStatements.read().entrySet());
        Randomness random = Randomness.seeded(SEED);
        for (int i = 0; i < STATEMENTS; i++) {
            Map.Entry<String, Facts> entry = recorded.get(random.nextInt(recorded.size()));
            assertEquals(
                    Optional.of(entry.getValue()), parser.facts(entry.getKey()), entry.getKey());
        }
    }
}
