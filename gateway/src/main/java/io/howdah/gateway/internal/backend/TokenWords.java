package io.howdah.gateway.internal.backend;

import io.howdah.sql.SessionEffect;
import io.howdah.sql.StatementKind;
import io.howdah.sql.TextProfile;

import java.nio.charset.StandardCharsets;

/** Finds the name of the setting that holds a client's token. */
final class TokenWords {
    private static final byte[] NAME = "howdah.token".getBytes(StandardCharsets.US_ASCII);

    private TokenWords() {}

    /** Whether a text of this kind can tell what a setting is; most cannot. */
    static boolean mayRead(TextProfile profile) {
        return profile.only() == StatementKind.SHOW
                || (profile.only() == StatementKind.SELECT
                        && profile.has(SessionEffect.READS_SETTINGS));
    }

    /** Whether {@code text[offset, offset + length)} has the name in it, in any case. */
    static boolean isIn(byte[] text, int offset, int length) {
        for (int i = offset; i <= offset + length - NAME.length; i++) {
            int same = 0;
            while (same < NAME.length && lower(text[i + same]) == NAME[same]) {
                same++;
            }
            if (same == NAME.length) {
                return true;
            }
        }
        return false;
    }

    private static int lower(byte each) {
        return each >= 'A' && each <= 'Z' ? each | 0x20 : each;
    }
}
