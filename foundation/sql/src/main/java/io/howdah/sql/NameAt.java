package io.howdah.sql;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A name and where it stands.
 *
 * @param text as {@link ObjectName} has it
 * @param start the position of its first byte, a quote included, from the start of the array
 * @param end the position after its last byte; what follows {@code UESCAPE} is not part of it
 */
public record NameAt(String text, int start, int end) {
    /**
     * The name as the protocol's messages would give it: by its bytes, one character each, and not
     * cut. Empty for the form {@code U&"…"}, whose bytes depend on an encoding.
     *
     * @param array that the name was read from
     */
    public Optional<String> bytewise(byte[] array) {
        if (array[start] == '"') {
            return Optional.of(latin1(Names.undoubled(array, start + 1, end - 1, (byte) '"')));
        }
        boolean escaped = end - start > 1 && array[start + 1] == '&';
        return escaped ? Optional.empty() : Optional.of(latin1(Names.lowered(array, start, end)));
    }

    private static String latin1(byte[] name) {
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
