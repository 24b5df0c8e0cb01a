package io.howdah.gateway.internal.backend;

import io.howdah.base.error.Failure;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.ErrorFields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Errors that Howdah raises in PostgreSQL's place, as messages ready to be sent. */
public final class OwnErrors {
    private OwnErrors() {}

    /** An ErrorResponse that ends a statement. */
    public static byte[] error(Failure failure) {
        return message("ERROR", failure);
    }

    /** An ErrorResponse that ends the session. */
    public static byte[] fatal(Failure failure) {
        return message("FATAL", failure);
    }

    private static byte[] message(String severity, Failure failure) {
        ByteBuf frame = Unpooled.buffer();
        new ErrorResponse(ErrorFields.of(severity, failure)).encode(frame);
        return ByteBufUtil.getBytes(frame);
    }
}
