package io.howdah.wire.scram;

import io.howdah.base.Randomness;

import java.util.Base64;

/** What makes each exchange unlike all others, so that none can be replayed. */
final class Nonce {
    /** PostgreSQL's number; a multiple of three, so base64 needs no padding. */
    private static final int RAW_BYTES = 18;

    private Nonce() {}

    static String draw(Randomness randomness) {
        byte[] raw = new byte[RAW_BYTES];
        randomness.nextBytes(raw);
        return Base64.getEncoder().encodeToString(raw);
    }
}
