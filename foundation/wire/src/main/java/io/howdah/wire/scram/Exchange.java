package io.howdah.wire.scram;

import io.howdah.wire.Bytes;

import java.nio.charset.StandardCharsets;

/**
 * The text that both sides sign: RFC 5802's AuthMessage.
 *
 * @param clientFirstBare the client's first message without its header
 */
record Exchange(String clientFirstBare, String serverFirst, String clientFinalWithoutProof) {
    /** HMAC of the text, which shows that who made it has {@code key}. */
    byte[] sign(byte[] key) {
        String text = clientFirstBare + ',' + serverFirst + ',' + clientFinalWithoutProof;
        return Sha256.hmac(key, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Bytes bytes(String message) {
        return Bytes.of(message.getBytes(StandardCharsets.ISO_8859_1));
    }
}
