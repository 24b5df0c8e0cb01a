package io.howdah.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

class ProgramsTest {
    private static final Path ANYWHERE = Path.of("/usr/sbin/pgbouncer");

    @Test
    void knowsSinceWhenPgBouncerNamesStatements() throws BenchException {
        assertFalse(PgBouncer.of(ANYWHERE, "PgBouncer 1.18.0\nlibevent 2.1").namesStatements());
        assertTrue(PgBouncer.of(ANYWHERE, "PgBouncer 1.21.0").namesStatements());
        assertTrue(PgBouncer.of(ANYWHERE, "PgBouncer 2.0.0").namesStatements());
        assertThrows(BenchException.class, () -> PgBouncer.of(ANYWHERE, "no idea"));
    }

    @Test
    void runsHowdahAsItWasRun() throws BenchException {
        List<String> words = List.of("java", "-Xmx1g", "-cp", "a.jar", "x.Main", "bench", "start");
        HowdahProgram program = HowdahProgram.of(words, "x.Main");
        assertEquals(List.of("java", "-Xmx1g", "-cp", "a.jar"), program.jvm());
        assertEquals(List.of("x.Main"), program.main());
    }

    @Test
    void refusesToGuessHowHowdahIsRun() {
        assertThrows(BenchException.class, () -> HowdahProgram.of(List.of("java", "y"), "x.Main"));
    }
}
