package io.howdah.it.parity;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads a folder's {@code .parity} files; the README beside them says what is in one. */
public final class SequenceReader {
    private static final String ENDING = ".parity";

    private final String topic;
    private final List<String> commonSetup = new ArrayList<>();
    private final List<Sequence> sequences = new ArrayList<>();

    private SequenceReader(String topic) {
        this.topic = topic;
    }

    /** All sequences of all files, by topic. */
    public static Map<String, List<Sequence>> folder(Path folder) throws IOException {
        Map<String, List<Sequence>> topics = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    String topic = name.substring(0, name.length() - ENDING.length());
                    topics.put(topic, read(topic, Files.readAllLines(file)));
                }
            }
        }
        return topics;
    }

    static List<Sequence> read(String topic, List<String> lines) {
        SequenceReader reader = new SequenceReader(topic);
        @Nullable Draft draft = null;
        int number = 0;
        for (String line : joined(lines)) {
            number += 1 + (int) line.chars().filter(c -> c == '\n').count();
            try {
                draft = reader.line(line.replace('\n', ' ').strip(), draft);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(topic + ENDING + ":" + number + ": " + line, e);
            }
        }
        reader.finish(draft);
        return reader.sequences;
    }

    /** An indented line goes on where the one before it stopped. */
    private static List<String> joined(List<String> lines) {
        List<String> result = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(" ") && !result.isEmpty()) {
                result.add(result.removeLast() + "\n" + line.strip());
            } else {
                result.add(line);
            }
        }
        return result;
    }

    private @Nullable Draft line(String line, @Nullable Draft draft) {
        if (line.isEmpty() || line.startsWith("#")) {
            return draft;
        }
        if (line.startsWith("== ")) {
            finish(draft);
            return new Draft(line.substring(3).strip(), new ArrayList<>(commonSetup));
        }
        if (draft != null) {
            draft.line(line);
        } else if (line.startsWith("setup ")) {
            commonSetup.add(line.substring("setup ".length()));
        } else {
            throw new IllegalArgumentException("before the first == there is only setup");
        }
        return draft;
    }

    private void finish(@Nullable Draft draft) {
        if (draft != null) {
            sequences.add(draft.finish(topic));
        }
    }
}
