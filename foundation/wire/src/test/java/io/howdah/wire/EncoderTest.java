package io.howdah.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.howdah.wire.BackendMessage.ParameterDescription;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.StartupPacket.Startup;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

class EncoderTest {
    private final ByteBuf out = Unpooled.buffer();

    @Test
    void appendsFrameAfterFrame() {
        new Parse("", "x", List.of()).encode(out);
        new Sync().encode(out);
        new ReadyForQuery(TransactionStatus.IDLE).encode(out);
        assertEquals(
                "5000000009" + "00780000" + "00" + "5300000004" + "5a0000000549",
                ByteBufUtil.hexDump(out));
    }

    @Test
    void refusesZeroBytesInTextAndLeavesNothingBehind() {
        new Sync().encode(out);
        assertThrows(IllegalArgumentException.class, () -> new Query("a\0b").encode(out));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new Startup(
                                        ProtocolVersion.V3_0,
                                        StartupFixtures.parameters("user", "a\0b"))
                                .encode(out));
        assertEquals("5300000004", ByteBufUtil.hexDump(out));
    }

    @Test
    void refusesAStartupParameterWithoutName() {
        Startup startup = new Startup(ProtocolVersion.V3_0, StartupFixtures.parameters("", "x"));
        assertThrows(IllegalArgumentException.class, () -> startup.encode(out));
        assertEquals(0, out.readableBytes());
    }

    @Test
    void refusesMoreElementsThanTheCountCanHold() throws ProtocolException {
        ParameterDescription most = new ParameterDescription(Collections.nCopies(65_535, 23));
        most.encode(out);
        out.skipBytes(5);
        assertEquals(most, BackendMessage.decode(BackendType.PARAMETER_DESCRIPTION, out));
        ParameterDescription more = new ParameterDescription(Collections.nCopies(65_536, 23));
        assertThrows(IllegalArgumentException.class, () -> more.encode(out));
    }
}
