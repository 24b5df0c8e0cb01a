package io.howdah.gateway.internal.backend;

import io.howdah.base.error.Failure;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.NoticeResponse;
import io.howdah.wire.ErrorFields;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** What Howdah has to say in PostgreSQL's place, as messages ready to be sent. */
public final class OwnErrors {
    private OwnErrors() {}

    /** An ErrorResponse that ends a statement. */
    public static byte[] error(Failure failure) {
        return bytes(new ErrorResponse(ErrorFields.of("ERROR", failure)));
    }

    /** An ErrorResponse that ends the session. */
    public static byte[] fatal(Failure failure) {
        return bytes(new ErrorResponse(ErrorFields.of("FATAL", failure)));
    }

    /** A NoticeResponse that something will not have the effect that was meant. */
    public static byte[] warning(Failure failure) {
        return bytes(new NoticeResponse(ErrorFields.of("WARNING", failure)));
    }

    private static byte[] bytes(BackendMessage message) {
        ByteBuf frame = Unpooled.buffer();
        message.encode(frame);
        return ByteBufUtil.getBytes(frame);
    }
}
