package io.howdah.app.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads PgBouncer's ini files: sections, {@code key = value}, comments after {@code ;} or {@code #}
 * at the beginning of a line, {@code %include}.
 *
 * @see <a href="https://www.pgbouncer.org/config.html">PgBouncer: configuration</a>
 */
final class IniFile {
    private static final int MAX_DEPTH = 10;
    private static final Pattern SECTION = Pattern.compile("\\[\\s*(\\w+)\\s*]");
    private static final Pattern INCLUDE = Pattern.compile("%include\\s+(.+)");
    private static final Pattern ENTRY =
            Pattern.compile("(\"(?:[^\"]|\"\")*\"|[^=\\s]+)\\s*=\\s*(.*)");

    private final List<IniEntry> entries = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private String section = "";

    private IniFile() {}

    /**
     * The entries of {@code file} and of what it includes, in their order.
     *
     * @throws IOException when one of them cannot be read
     */
    static IniFile read(Path file) throws IOException {
        IniFile ini = new IniFile();
        ini.include(file, 0);
        return ini;
    }

    List<IniEntry> entries() {
        return entries;
    }

    /** The entries of one section. */
    List<IniEntry> section(String name) {
        return entries.stream().filter(entry -> entry.section().equals(name)).toList();
    }

    /** Lines that could not be read. */
    List<String> problems() {
        return problems;
    }

    private void include(Path file, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException(file + " is included more than " + MAX_DEPTH + " levels deep");
        }
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            line(lines.get(i).strip(), file, i + 1, depth);
        }
    }

    private void line(String line, Path file, int number, int depth) throws IOException {
        if (line.isEmpty() || line.startsWith(";") || line.startsWith("#")) {
            return;
        }
        Matcher include = INCLUDE.matcher(line);
        Matcher header = SECTION.matcher(line);
        Matcher entry = ENTRY.matcher(line);
        if (include.matches()) {
            include(included(unquoted(include.group(1).strip()), file), depth + 1);
        } else if (header.matches()) {
            section = header.group(1).toLowerCase(Locale.ROOT);
        } else if (entry.matches()) {
            entries.add(
                    new IniEntry(
                            section,
                            unquoted(entry.group(1)),
                            entry.group(2).strip(),
                            file.toString(),
                            number));
        } else {
            problems.add(file + ":" + number + ": cannot be read: " + line);
        }
    }

    /** PgBouncer looks in its working directory, which most often is not where this runs. */
    private static Path included(String name, Path from) {
        Path named = Path.of(name);
        return Files.exists(named) ? named : from.resolveSibling(name);
    }

    static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }
}
