package io.howdah.sql;

import java.nio.charset.StandardCharsets;

/** Profiles of texts given as strings. */
final class Profiles {
    private Profiles() {}

    static TextProfile of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return TextProfile.of(bytes, 0, bytes.length, true);
    }
}
