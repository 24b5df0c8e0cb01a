package io.howdah.gateway.internal.client;

import java.util.Set;

/**
 * Which client encodings can be read byte by byte. In those that cannot, the second byte of a
 * character may look like a backslash or a letter, so what a text does cannot be told.
 *
 * @see <a href="https://www.postgresql.org/docs/current/multibyte.html">PostgreSQL: character set
 *     support</a>
 */
final class SafeEncodings {
    private static final Set<String> UNSAFE =
            Set.of("BIG5", "GB18030", "GBK", "JOHAB", "SJIS", "SHIFT_JIS_2004", "UHC");

    private SafeEncodings() {}

    /** Whether texts in this encoding, named as PostgreSQL reports it, cannot be read. */
    static boolean isUnsafe(String encoding) {
        return UNSAFE.contains(encoding);
    }
}
