package io.howdah.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A readable list beside the classes: lines, empty ones and comments after {@code #} left out. */
final class ListFile {
    private ListFile() {}

    /** The lines of a list. */
    static List<String> lines(String file) {
        return text(file)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The whole file. */
    static String text(String file) {
        try (InputStream stream = ListFile.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its file " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
