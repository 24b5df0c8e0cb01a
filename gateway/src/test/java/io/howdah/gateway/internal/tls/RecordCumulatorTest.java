package io.howdah.gateway.internal.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;

import org.junit.jupiter.api.Test;

class RecordCumulatorTest {
    private final RecordCumulator cumulator = new RecordCumulator();

    private ByteBuf cumulate(ByteBuf kept, ByteBuf arrived) {
        return cumulator.cumulate(UnpooledByteBufAllocator.DEFAULT, kept, arrived);
    }

    /** As a loop reads it: in a buffer that is much larger. */
    private static ByteBuf arrived(int... bytes) {
        ByteBuf buffer = Unpooled.directBuffer(64 * 1024);
        for (int next : bytes) {
            buffer.writeByte(next);
        }
        return buffer;
    }

    @Test
    void leavesWholeRecordsWhereTheyAre() {
        ByteBuf arrived = arrived(22, 3, 3, 0, 2, 1, 2, 23, 3, 3, 0, 0);
        ByteBuf result = cumulate(Unpooled.EMPTY_BUFFER, arrived);
        assertSame(arrived, result);
        result.release();
    }

    @Test
    void movesWhatIsIncompleteIntoABufferOfItsSize() {
        for (int length = 1; length < 9; length++) {
            ByteBuf arrived = arrived(22, 3, 3, 0, 4, 1, 2, 3, 4).writerIndex(length);
            ByteBuf result = cumulate(Unpooled.EMPTY_BUFFER, arrived);
            assertEquals(length, result.readableBytes());
            assertTrue(result.capacity() < 100, "capacity " + result.capacity());
            assertEquals(0, arrived.refCnt());
            result.release();
        }
    }

    @Test
    void putsTogetherWhatComesInPieces() {
        ByteBuf kept = cumulate(Unpooled.EMPTY_BUFFER, arrived(22, 3, 3, 0));
        kept = cumulate(kept, arrived(2, 1));
        kept = cumulate(kept, arrived(2));
        assertTrue(RecordCumulator.endsWithRecord(kept));
        assertEquals(7, kept.readableBytes());
        kept.release();
    }
}
