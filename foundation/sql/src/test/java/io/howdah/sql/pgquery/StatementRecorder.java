package io.howdah.sql.pgquery;

import io.howdah.base.Randomness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Records what PostgreSQL's parser says of statements: of collected ones, and of as many generated
 * ones as it is told. Takes minutes.
 *
 * <p>Arguments: a file of statements, one a line with {@code \n} for a line break, or the file as
 * it was recorded before; the file to write; the number to generate.
 */
final class StatementRecorder {
    static final long SEED = 20261120;

    private StatementRecorder() {}

    public static void main(String[] arguments) throws IOException {
        PgQuery parser = PgQuery.load();
        Map<String, Facts> recorded = new LinkedHashMap<>();
        BiConsumer<String, Optional<Facts>> record =
                (text, facts) ->
                        facts.filter(told -> told.statements() == 1)
                                .ifPresent(told -> recorded.put(text, told));
        Set<String> texts = new LinkedHashSet<>(Files.readAllLines(Path.of(arguments[0])));
        StatementGenerator generator = new StatementGenerator(Randomness.seeded(SEED));
        for (int i = Integer.parseInt(arguments[2]); i > 0; i--) {
            texts.add(generator.next());
        }
        for (String text : texts) {
            record.accept(text, parser.facts(text.replace("\\n", "\n")));
        }
        RecordedStatements.write(Path.of(arguments[1]), recorded);
    }
}
