package io.howdah.gateway.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class InboxTest {
    private final StringBuilder taken = new StringBuilder();
    private final Inbox inbox = new Inbox(UnpooledByteBufAllocator.DEFAULT, this::scan);
    private boolean ready = true;
    private boolean resumesInside;

    /** Takes pairs of bytes. */
    private int scan(ByteBuf buffer, int start, int end) {
        int index = start;
        while (ready && end - index >= 2) {
            taken.append(buffer.toString(index, 2, StandardCharsets.US_ASCII));
            index += 2;
            if (resumesInside) {
                ready = false;
                resumesInside = false;
                ready = true;
                inbox.resume();
                return index;
            }
        }
        return index;
    }

    private void receive(String text) {
        ByteBuf arrived = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
        inbox.receive(arrived);
        arrived.release();
    }

    @Test
    void keepsOnlyWhatIsIncomplete() {
        receive("abc");
        assertEquals("ab", taken.toString());
        assertEquals(1, inbox.heldBytes());
        receive("d");
        assertEquals("abcd", taken.toString());
        assertEquals(0, inbox.heldBytes());
        assertNull(inbox.held());
    }

    @Test
    void keepsEverythingUntilItsReaderIsReady() {
        ready = false;
        receive("abcd");
        receive("ef");
        assertEquals("", taken.toString());
        ready = true;
        inbox.resume();
        assertEquals("abcdef", taken.toString());
        assertNull(inbox.held());
    }

    @Test
    void scansOnWhenItIsResumedFromWithin() {
        resumesInside = true;
        receive("abcdef");
        assertEquals("abcdef", taken.toString());
    }

    @Test
    void takesNothingAfterItsRelease() {
        receive("a");
        inbox.release();
        receive("bcd");
        inbox.resume();
        assertEquals("", taken.toString());
        assertNull(inbox.held());
    }
}
