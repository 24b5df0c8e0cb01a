package io.howdah.gateway.internal.backend;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the comments at a text's beginning and end for {@link RouteHint}s.
 *
 * <p>Two forms are known: <code>/&#42; howdah: route=primary consistency=strong &#42;/</code>, also
 * with a plus as for planner hints, and sqlcommenter's tags <code>
 * /&#42;action='list',howdah_route='primary'&#42;/</code>. What is not understood says nothing.
 *
 * <p>Every text comes by here. One without such a comment costs a look at its first and last bytes,
 * one with a comment of somebody else's a search in that. The lexer is not asked: a comment's end
 * at the very end of a text that PostgreSQL accepts closes a comment.
 */
final class HintReader {
    /** A longer comment is not looked at. */
    private static final int LONGEST = 4_096;

    private static final byte[] NAME = {'h', 'o', 'w', 'd', 'a', 'h'};
    private static final Pattern HEAD =
            Pattern.compile("\\+?\\s*+howdah\\b(?![_=])\\s*+:?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG =
            Pattern.compile(
                    "([\\w.%-]++)\\s*+=\\s*+(?:'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)'|([^\\s,;']*+))");
    private static final String TAG_PREFIX = "howdah_";

    private HintReader() {}

    static RouteHint read(byte[] text, int from, int to) {
        int start = from;
        while (start < to && isBlank(text[start])) {
            start++;
        }
        int end = to;
        while (end > start && (isBlank(text[end - 1]) || text[end - 1] == ';')) {
            end--;
        }
        RouteHint hint = RouteHint.NONE;
        if (end - start >= 4) {
            if (text[start] == '/' && text[start + 1] == '*') {
                hint = said(text, start + 2, endOf(text, start + 2, end));
            }
            if (text[end - 1] == '/' && text[end - 2] == '*') {
                hint = hint.or(said(text, startOf(text, start, end - 2), end - 2));
            }
        }
        return hint;
    }

    private static boolean isBlank(byte each) {
        return each == ' ' || (each >= '\t' && each <= '\r');
    }

    /** Where the comment's text ends that begins at {@code start}; there: it does not. */
    private static int endOf(byte[] text, int start, int limit) {
        int last = Math.min(limit - 1, start + LONGEST);
        for (int i = start; i < last; i++) {
            if (text[i] == '*' && text[i + 1] == '/') {
                return i;
            }
        }
        return start;
    }

    /** Where the comment's text begins that ends at {@code end}; there: it does not. */
    private static int startOf(byte[] text, int limit, int end) {
        int first = Math.max(limit, end - LONGEST);
        for (int i = end - 2; i >= first; i--) {
            if (text[i] == '/' && text[i + 1] == '*') {
                return i + 2;
            }
        }
        return end;
    }

    private static RouteHint said(byte[] text, int start, int end) {
        if (!hasName(text, start, end)) {
            return RouteHint.NONE;
        }
        String comment = new String(text, start, end - start, StandardCharsets.ISO_8859_1).strip();
        Matcher head = HEAD.matcher(comment);
        return head.lookingAt()
                ? tags(comment.substring(head.end()), "")
                : tags(comment, TAG_PREFIX);
    }

    private static boolean hasName(byte[] text, int start, int end) {
        for (int i = start; i <= end - NAME.length; i++) {
            int same = 0;
            while (same < NAME.length && (text[i + same] | 0x20) == NAME[same]) {
                same++;
            }
            if (same == NAME.length) {
                return true;
            }
        }
        return false;
    }

    private static RouteHint tags(String tags, String prefix) {
        RouteHint hint = RouteHint.NONE;
        Matcher tag = TAG.matcher(tags);
        while (tag.find()) {
            String key = tag.group(1).toLowerCase(Locale.ROOT);
            if (key.startsWith(prefix)) {
                String value = tag.group(2) == null ? tag.group(3) : decoded(tag.group(2));
                hint = hint.or(tag(key.substring(prefix.length()), value));
            }
        }
        return hint;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value; // what is no code stands for itself
        }
    }

    private static RouteHint tag(String key, String value) {
        return switch (key) {
            case "route" -> RouteHint.named(value, null);
            case "consistency" -> RouteHint.named(null, value);
            default -> RouteHint.NONE;
        };
    }
}
