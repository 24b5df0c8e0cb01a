package io.howdah.gateway.internal.listen;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * PostgreSQL's names of encodings in Java's words.
 *
 * @see <a href="https://www.postgresql.org/docs/current/multibyte.html">Character set support</a>
 */
public final class ClientCharset {
    private ClientCharset() {}

    /** The charset of {@code client_encoding}; UTF-8 for what Java does not know. */
    public static Charset of(String encoding) {
        String name = encoding.toUpperCase(Locale.ROOT);
        String java =
                switch (name) {
                    case "UTF8", "UNICODE", "SQL_ASCII" -> "UTF-8";
                    case "LATIN1" -> "ISO-8859-1";
                    case "LATIN2" -> "ISO-8859-2";
                    case "LATIN3" -> "ISO-8859-3";
                    case "LATIN4" -> "ISO-8859-4";
                    case "LATIN5" -> "ISO-8859-9";
                    case "LATIN7" -> "ISO-8859-13";
                    case "LATIN9" -> "ISO-8859-15";
                    case "KOI8R" -> "KOI8-R";
                    case "KOI8U" -> "KOI8-U";
                    case "SJIS" -> "windows-31j";
                    case "UHC" -> "x-windows-949";
                    case "WIN866" -> "IBM866";
                    case "WIN874" -> "x-windows-874";
                    default ->
                            name.startsWith("WIN")
                                    ? "windows-" + name.substring(3)
                                    : name.replace('_', '-');
                };
        return Charset.isSupported(java) ? Charset.forName(java) : StandardCharsets.UTF_8;
    }
}
