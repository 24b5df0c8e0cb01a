package io.howdah.gateway.internal.access;

import io.howdah.base.config.Position;
import io.howdah.base.config.Problem;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the lines of a rule file, those of the files that it includes among them. Blocking; for one
 * thread at a time.
 */
final class RuleFiles {
    private static final long MAX_FILE_BYTES = 1 << 20;

    /** PostgreSQL's number. */
    private static final int MAX_DEPTH = 10;

    private final List<Problem> problems;
    private final List<TokenLine> lines = new ArrayList<>();

    /**
     * @param problems where everything that is wrong is added
     */
    RuleFiles(List<Problem> problems) {
        this.problems = problems;
    }

    /** The lines of a file. */
    List<TokenLine> read(Path file) {
        readFile(file, Position.of(file.toString()), 0);
        return lines;
    }

    /**
     * The lines of a text.
     *
     * @param source named in problems
     * @param folder what files are relative to
     */
    List<TokenLine> read(String text, String source, Path folder) {
        readText(text, source, folder, 0);
        return lines;
    }

    private void readFile(Path file, Position named, int depth) {
        if (depth > MAX_DEPTH) {
            problem(named, "could not open file \"" + file + "\": maximum nesting depth exceeded");
            return;
        }
        String text;
        try {
            text = text(file);
        } catch (IOException e) {
            problem(named, unreadable(file, e));
            return;
        }
        readText(text, file.toString(), folder(file), depth);
    }

    private void readText(String text, String source, Path folder, int depth) {
        List<String> raw = text.lines().toList();
        for (int i = 0; i < raw.size(); i++) {
            Position position = new Position(source, i + 1, 1);
            StringBuilder line = new StringBuilder(raw.get(i));
            int joined = 0;
            while (line.length() > joined && line.charAt(line.length() - 1) == '\\') {
                line.setLength(line.length() - 1);
                joined = line.length();
                if (i + 1 < raw.size()) {
                    line.append(raw.get(++i));
                }
            }
            take(position, line.toString(), folder, depth);
        }
    }

    private void take(Position position, String text, Path folder, int depth) {
        List<List<Token>> fields = new LineCutter(text).fields();
        if (fields.isEmpty()) {
            return;
        }
        TokenLine line = new TokenLine(position, fields);
        String file = line.included("include");
        String optional = line.included("include_if_exists");
        String directory = line.included("include_dir");
        if (!file.isEmpty()) {
            readFile(folder.resolve(file), position, depth + 1);
        } else if (!optional.isEmpty()) {
            if (Files.exists(folder.resolve(optional))) {
                readFile(folder.resolve(optional), position, depth + 1);
            }
        } else if (!directory.isEmpty()) {
            readDirectory(folder.resolve(directory), position, depth + 1);
        } else {
            lines.add(new TokenLine(position, expand(fields, position, folder, depth)));
        }
    }

    /** All files whose names end in {@code .conf}, in the order of their names. */
    private void readDirectory(Path directory, Position position, int depth) {
        try (Stream<Path> found = Files.list(directory)) {
            found.filter(file -> isIncluded(String.valueOf(file.getFileName())))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> readFile(file, position, depth));
        } catch (IOException e) {
            problem(position, "could not open directory \"" + directory + "\": " + reason(e));
        }
    }

    private static boolean isIncluded(String name) {
        return name.endsWith(".conf") && !name.startsWith(".");
    }

    private List<List<Token>> expand(
            List<List<Token>> fields, Position position, Path folder, int depth) {
        List<List<Token>> expanded = new ArrayList<>();
        for (List<Token> field : fields) {
            List<Token> words = new ArrayList<>();
            field.forEach(word -> expand(word, words, position, folder, depth));
            expanded.add(words);
        }
        return expanded;
    }

    private void expand(Token word, List<Token> words, Position position, Path folder, int depth) {
        if (!word.isFile()) {
            words.add(word);
            return;
        }
        Path file = folder.resolve(word.text().substring(1));
        if (depth >= MAX_DEPTH) {
            problem(
                    position,
                    "could not open file \"" + file + "\": maximum nesting depth exceeded");
            return;
        }
        try {
            for (String line : text(file).lines().toList()) {
                for (List<Token> field : new LineCutter(line).fields()) {
                    field.forEach(w -> expand(w, words, position, folder(file), depth + 1));
                }
            }
        } catch (IOException e) {
            problem(position, unreadable(file, e));
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IOException("it is larger than 1 MiB");
        }
        return Files.readString(file);
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static String unreadable(Path file, IOException e) {
        return "could not open file \"" + file + "\": " + reason(e);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "No such file or directory";
            case AccessDeniedException _ -> "Permission denied";
            case CharacterCodingException _ -> "it is not UTF-8 text";
            default -> String.valueOf(e.getMessage());
        };
    }

    private void problem(Position position, String message) {
        problems.add(new Problem(position, "", message));
    }
}
