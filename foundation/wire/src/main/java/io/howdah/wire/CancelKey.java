package io.howdah.wire;

import java.security.MessageDigest;

/**
 * What a client must show to cancel a backend's statement.
 *
 * @param processId the backend's process id, or what a gateway gives for one
 * @param secret 4 bytes in protocol 3.0, {@value #MIN_SECRET} to {@value #MAX_SECRET} in 3.2
 */
public record CancelKey(int processId, Bytes secret) {
    public static final int MIN_SECRET = 4;
    public static final int MAX_SECRET = 256;

    public CancelKey {
        if (!holds(secret.size())) {
            throw new IllegalArgumentException(
                    "a cancel key's secret has 4 to 256 bytes, not " + secret.size());
        }
    }

    private static boolean holds(int length) {
        return length >= MIN_SECRET && length <= MAX_SECRET;
    }

    static CancelKey decode(BodyReader body) throws ProtocolException {
        int processId = body.int32("process id");
        int length = body.remaining();
        if (!holds(length)) {
            throw body.violation("a secret of " + length + " bytes, 4 to 256 are allowed");
        }
        return new CancelKey(processId, body.rest());
    }

    FrameWriter encode(FrameWriter out) {
        return out.int32(processId).bytes(secret);
    }

    /** Compares secrets in a time that does not depend on where they differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CancelKey key
                && key.processId == processId
                && MessageDigest.isEqual(key.secret.toArray(), secret.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * processId + secret.hashCode();
    }
}
