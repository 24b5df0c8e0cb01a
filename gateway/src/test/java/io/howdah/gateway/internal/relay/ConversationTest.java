package io.howdah.gateway.internal.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

final class ConversationTest {
    private final Conversation conversation = new Conversation();

    private static ByteBuf frame(char type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return Unpooled.buffer().writeByte(type).writeInt(4 + bytes.length).writeBytes(bytes);
    }

    private void client(char type) {
        ByteBuf frame = frame(type, "x");
        conversation.client(frame, 0, frame.writerIndex());
    }

    private void server(char type, String body) {
        ByteBuf frame = frame(type, body);
        conversation.server(frame, 0, frame.writerIndex());
    }

    @Test
    void isIdleOnceAllIsAnswered() {
        assertTrue(conversation.isIdle());
        client('Q');
        client('Q');
        assertFalse(conversation.isIdle());
        server('Z', "I");
        assertFalse(conversation.isIdle());
        server('Z', "I");
        assertTrue(conversation.isIdle());
    }

    @Test
    void isNotIdleInATransaction() {
        client('Q');
        server('Z', "T");
        assertFalse(conversation.isIdle());
        assertTrue(conversation.isIdleInTransaction());
    }

    @Test
    void isNotIdleWhileAStreamRuns() {
        client('Q');
        server('W', "");
        for (int i = 0; i < 3; i++) {
            server('d', "wal");
            client('d');
        }
        assertFalse(conversation.isIdle());
        client('c');
        server('c', "");
        server('C', "COPY 0");
        server('Z', "I");
        assertTrue(conversation.isIdle());
    }

    @Test
    void knowsThatSyncIsIgnoredDuringCopy() {
        client('Q');
        server('G', "");
        client('S');
        client('c');
        server('Z', "I");
        assertTrue(conversation.isIdle());
    }

    @Test
    void interjectsOnlyBetweenMessages() {
        ByteBuf frame = frame('D', "a row");
        for (int i = 0; i < frame.writerIndex(); i++) {
            conversation.server(frame, i, i + 1);
            assertEquals(i + 1 == frame.writerIndex(), conversation.mayInterject(), "byte " + i);
        }
    }

    @Test
    void followsFramesInPiecesOfAnySize() {
        ByteBuf stream = Unpooled.buffer();
        stream.writeBytes(frame('T', "")).writeBytes(frame('D', "abc")).writeBytes(frame('Z', "I"));
        for (int size = 1; size <= stream.writerIndex(); size++) {
            List<String> seen = new ArrayList<>();
            FrameCursor cursor =
                    new FrameCursor((type, last) -> seen.add((char) type + "" + (char) last));
            for (int at = 0; at < stream.writerIndex(); at += size) {
                cursor.follow(stream, at, Math.min(stream.writerIndex(), at + size));
            }
            assertEquals(List.of("T\u0004", "Dc", "ZI"), seen, "pieces of " + size);
        }
    }

    @Test
    void claimsNothingAfterALengthThatCannotBe() {
        ByteBuf broken = Unpooled.buffer().writeByte('D').writeInt(3).writeByte('Z');
        conversation.server(broken, 0, broken.writerIndex());
        server('Z', "I");
        assertFalse(conversation.mayInterject());
        assertFalse(conversation.isIdle());
    }

    @Test
    void knowsWhoSaidGoodbye() {
        server('E', "");
        assertTrue(conversation.endedWithError());
        assertFalse(conversation.isTerminated());
        client('X');
        assertTrue(conversation.isTerminated());
    }
}
