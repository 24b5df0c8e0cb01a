package io.howdah.gateway.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

    /** As an outbox does with a long run of frames, which is written when its peer can take it. */
    @Test
    void leavesAloneWhatASliceStillShows() {
        List<ByteBuf> slices = new ArrayList<>();
        Inbox slicing =
                new Inbox(
                        UnpooledByteBufAllocator.DEFAULT,
                        (buffer, start, end) -> {
                            int whole = (end - start) / 100 * 100;
                            if (whole > 0) {
                                slices.add(buffer.retainedSlice(start, whole));
                            }
                            return start + whole;
                        });
        StringBuilder sent = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            String piece = Integer.toString(i % 10).repeat(270);
            sent.append(piece);
            ByteBuf arrived = Unpooled.copiedBuffer(piece, StandardCharsets.US_ASCII);
            slicing.receive(arrived);
            arrived.release();
        }
        StringBuilder shown = new StringBuilder();
        for (ByteBuf slice : slices) {
            shown.append(slice.toString(StandardCharsets.US_ASCII));
            boolean _ = slice.release();
        }
        assertEquals(sent.toString(), shown.toString());
        assertNull(slicing.held());
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
