package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.cluster.Lsn;
import io.howdah.gateway.internal.cluster.LsnSample;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client's token as text, such as {@code 7312345678901234567:1:0/16B3748}. */
final class TokenText {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,20}):(\\d{1,10}):([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    private TokenText() {}

    static String of(LsnSample token) {
        return Long.toUnsignedString(token.systemIdentifier())
                + ":"
                + Integer.toUnsignedString(token.timeline())
                + ":"
                + Lsn.text(token.lsn());
    }

    /** What {@link #of} has written; null: this is none. */
    static @Nullable LsnSample parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        try {
            long high = Long.parseLong(form.group(3), 16);
            long low = Long.parseLong(form.group(4), 16);
            return new LsnSample(
                    0,
                    high << 32 | low,
                    Integer.parseUnsignedInt(form.group(2)),
                    Long.parseUnsignedLong(form.group(1)));
        } catch (NumberFormatException e) {
            return null; // more than 64 or 32 bits
        }
    }
}
