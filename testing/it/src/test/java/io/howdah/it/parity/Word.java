package io.howdah.it.parity;

import io.howdah.wire.Bytes;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a sequence's line: bare, or a text in double quotes. In a text {@code \n}, {@code \t},
 * {@code \"} and {@code \\} stand for themselves, and {@code "text" * 3} for {@code
 * "texttexttext"}.
 */
record Word(String text, boolean quoted) {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    /** Cuts a line at its spaces. */
    static List<Word> of(String line) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            if (line.charAt(at) == ' ') {
                at++;
            } else if (line.charAt(at) == '"') {
                int end = end(line, at + 1);
                words.add(new Word(unescaped(line.substring(at + 1, end)), true));
                at = end + 1;
            } else {
                int space = line.indexOf(' ', at);
                int end = space < 0 ? line.length() : space;
                words.add(new Word(line.substring(at, end), false));
                at = end;
            }
        }
        return repeated(words);
    }

    boolean is(String bare) {
        return !quoted && text.equals(bare);
    }

    /** A value: a text as it is, or bytes as {@code 0x00ff}. */
    Bytes value() {
        if (quoted) {
            return Bytes.utf8(text);
        }
        if (text.startsWith("0x")) {
            return Bytes.hex(text.substring(2));
        }
        throw new IllegalArgumentException("no value: " + text);
    }

    private static int end(String line, int from) {
        int at = from;
        while (at < line.length()) {
            char next = line.charAt(at);
            if (next == '"') {
                return at;
            }
            at += next == '\\' ? 2 : 1;
        }
        throw new IllegalArgumentException("a text without its end: " + line.substring(from));
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(meaning(match.group(1))));
    }

    private static String meaning(String escaped) {
        return switch (escaped) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "\"", "\\" -> escaped;
            default -> throw new IllegalArgumentException("no escape: \\" + escaped);
        };
    }

    private static List<Word> repeated(List<Word> words) {
        List<Word> result = new ArrayList<>();
        Iterator<Word> left = words.iterator();
        while (left.hasNext()) {
            Word word = left.next();
            if (word.is("*") && !result.isEmpty()) {
                int times = Integer.parseInt(left.next().text());
                word = new Word(result.removeLast().text().repeat(times), true);
            }
            result.add(word);
        }
        return result;
    }
}
