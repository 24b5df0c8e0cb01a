package io.howdah.wire.scram;

import io.howdah.wire.Bytes;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Reads a SCRAM message: attributes of a letter and a value, with commas between them.
 *
 * <p>It reads bytes as Latin-1, which keeps every byte as it came; both signatures are over bytes.
 */
final class AttributeReader {
    private final String text;
    private int position;
    private boolean first = true;

    AttributeReader(Bytes message) throws ScramException {
        text = new String(message.toArray(), StandardCharsets.ISO_8859_1);
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw ScramException.malformed("it is empty or holds a zero byte");
        }
    }

    /** The next character, 0 at the end. */
    char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }

    void expect(char wanted) throws ScramException {
        if (peek() != wanted) {
            throw ScramException.malformed("'" + wanted + "' missing at byte " + position);
        }
        position++;
    }

    /** The value of the attribute that must come next. */
    String attribute(char name) throws ScramException {
        separator();
        expect(name);
        expect('=');
        return value();
    }

    /** Passes attributes of any name but {@code end}, as RFC 5802 wants of optional extensions. */
    void skipExtensions(char end) throws ScramException {
        while (position < text.length() && !text.startsWith("," + end + "=", position)) {
            separator();
            char name = peek();
            if (name < 'A' || name > 'z' || (name > 'Z' && name < 'a')) {
                throw ScramException.malformed("attribute name missing at byte " + position);
            }
            attributeBody(name);
        }
    }

    private void attributeBody(char name) throws ScramException {
        expect(name);
        expect('=');
        var _ = value();
    }

    private void separator() throws ScramException {
        if (!first) {
            expect(',');
        }
        first = false;
    }

    /** Everything up to the next comma. */
    String value() {
        int comma = text.indexOf(',', position);
        int start = position;
        position = comma < 0 ? text.length() : comma;
        return text.substring(start, position);
    }

    /** The attribute {@code r}, of printable characters. */
    String nonce() throws ScramException {
        String nonce = attribute('r');
        boolean printable = nonce.chars().allMatch(c -> c > ' ' && c < 0x7F);
        if (nonce.isEmpty() || nonce.length() > Scram.MAX_NONCE || !printable) {
            throw ScramException.malformed("nonce of " + nonce.length() + " characters");
        }
        return nonce;
    }

    /** An attribute in base64, in the one way that these bytes can be written. */
    Bytes base64(char name) throws ScramException {
        String value = attribute(name);
        try {
            byte[] content = Base64.getDecoder().decode(value);
            if (Base64.getEncoder().encodeToString(content).equals(value)) {
                return Bytes.of(content);
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the same answer as for bytes written in a second way.
        }
        throw ScramException.malformed("attribute '" + name + "' is not base64");
    }

    /** A positive decimal number. */
    long number(char name) throws ScramException {
        String value = attribute(name);
        boolean digits = value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || value.isEmpty() || value.length() > 18 || value.charAt(0) == '0') {
            throw ScramException.malformed("attribute '" + name + "' is not a positive number");
        }
        return Long.parseLong(value);
    }

    /** Says that the message ends here. */
    void end() throws ScramException {
        if (position < text.length()) {
            throw ScramException.malformed("garbage at byte " + position);
        }
    }

    /** What has been read so far. */
    String consumed() {
        return text.substring(0, position);
    }

    /** What has not been read yet. */
    String rest() {
        return text.substring(position);
    }
}
