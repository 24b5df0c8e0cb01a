package io.howdah.gateway.internal.backend;

import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.Target;
import io.netty.buffer.ByteBuf;

/**
 * A request that fails whatever the session's state is, and makes its transaction fail: Describe of
 * a statement that no client can have prepared.
 */
public final class FailingRequest {
    private static final Describe REQUEST = new Describe(Target.STATEMENT, "howdah!none");

    private FailingRequest() {}

    /** Appends it. */
    public static void encode(ByteBuf out) {
        REQUEST.encode(out);
    }
}
