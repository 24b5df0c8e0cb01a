package io.howdah.sql.pgquery;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Statements with what PostgreSQL's parser says of them, recorded because asking it takes 10 ms
 * each. {@link StatementRecorder} writes the file; PgQueryTest asks again about some of them.
 */
final class RecordedStatements {
    private static final String RESOURCE = "statements.tsv.gz";
    private static final String SEPARATOR = "\u001f";

    private RecordedStatements() {}

    static Map<String, Facts> read() {
        Map<String, Facts> recorded = new LinkedHashMap<>();
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        Objects.requireNonNull(
                                                RecordedStatements.class.getResourceAsStream(
                                                        RESOURCE))),
                                StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] fields = line.split("\t", -1);
                recorded.put(unescaped(fields[0]), facts(fields));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recorded;
    }

    static void write(Path file, Map<String, Facts> recorded) throws IOException {
        try (BufferedWriter out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(Files.newOutputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (Map.Entry<String, Facts> entry : recorded.entrySet()) {
                out.write(line(entry.getKey(), entry.getValue()));
                out.write('\n');
            }
        }
    }

    private static String line(String text, Facts facts) {
        return String.join(
                "\t",
                escaped(text),
                facts.fingerprint(),
                facts.kind(),
                Boolean.toString(facts.changes()),
                Boolean.toString(facts.reads()),
                names(facts.functions()),
                names(facts.operators()),
                names(facts.types()),
                names(facts.relations()),
                escaped(facts.session()));
    }

    private static Facts facts(String[] fields) {
        return new Facts(
                1,
                fields[1],
                fields[2],
                Boolean.parseBoolean(fields[3]),
                Boolean.parseBoolean(fields[4]),
                names(fields[5]),
                names(fields[6]),
                names(fields[7]),
                names(fields[8]),
                unescaped(fields[9]));
    }

    private static String names(Set<String> names) {
        return escaped(String.join(SEPARATOR, names));
    }

    private static Set<String> names(String field) {
        return field.isEmpty()
                ? Set.of()
                : new TreeSet<>(List.of(unescaped(field).split(SEPARATOR, -1)));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("\r", "\\r");
    }

    private static String unescaped(String field) {
        StringBuilder text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\') {
                c = field.charAt(++i);
                text.append(c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
