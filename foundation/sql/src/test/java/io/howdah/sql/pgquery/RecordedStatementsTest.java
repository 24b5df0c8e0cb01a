package io.howdah.sql.pgquery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Compares the parser and the digests with PostgreSQL's parser, by its recorded answers. */
class RecordedStatementsTest {
    private static final Comparison COMPARISON = new Comparison();

    @BeforeAll
    static void compare() {
        RecordedStatements.read().forEach(COMPARISON::add);
    }

    @Test
    void knowsThousandsOfStatements() {
        assertTrue(COMPARISON.texts() >= 10_000, "texts: " + COMPARISON.texts());
        assertTrue(COMPARISON.plainReads() >= 5_000, "reads: " + COMPARISON.plainReads());
    }

    @Test
    void agreesWithPostgreSql() {
        assertEquals(
                List.of(),
                COMPARISON.differences().stream().limit(10).toList(),
                COMPARISON.differences().size() + " differences");
    }

    @Test
    void recognisesPlainReads() {
        assertTrue(
                COMPARISON.recognisedReads() >= 0.99 * COMPARISON.plainReads(),
                COMPARISON.recognisedReads() + " of " + COMPARISON.plainReads());
    }

    @Test
    void understandsNearlyEverything() {
        assertTrue(
                COMPARISON.understood() >= 0.99 * COMPARISON.texts(),
                COMPARISON.understood() + " of " + COMPARISON.texts());
    }
}
