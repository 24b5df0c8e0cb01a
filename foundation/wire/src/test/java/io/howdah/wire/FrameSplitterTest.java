package io.howdah.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;

import io.howdah.base.Randomness;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

class FrameSplitterTest {
    private static final int LIMIT = 1 << 20;

    private final List<Object> received = new ArrayList<>();

    @Test
    void decodesEveryMessageFedOneByteAtATime() throws ProtocolException {
        for (List<Fixture> side : List.of(FrontendFixtures.ALL, BackendFixtures.ALL)) {
            FrameSplitter splitter = splitter(side);
            for (Fixture fixture : side) {
                received.clear();
                for (byte each : fixture.wire().toArray()) {
                    assertEquals(List.of(), received);
                    splitter.feed(
                            Unpooled.wrappedBuffer(new byte[] {each}),
                            (type, body) -> received.add(fixture.decoder().decode(type, body)));
                }
                assertEquals(List.of(fixture.message()), received);
                assertFalse(splitter.inFrame());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsTheSameFramesWhereverTheStreamIsCut(long seed) throws ProtocolException {
        Randomness random = Randomness.seeded(seed);
        for (List<Fixture> side : List.of(FrontendFixtures.ALL, BackendFixtures.ALL)) {
            List<String> frames = new ArrayList<>();
            FrameSplitter splitter = splitter(side);
            ByteBuf stream = Unpooled.buffer();
            side.forEach(fixture -> fixture.wire().writeTo(stream));
            while (stream.isReadable()) {
                int length = Math.min(stream.readableBytes(), 1 + random.nextInt(60));
                splitter.feed(
                        stream.readSlice(length),
                        (type, body) -> frames.add(frame(type, body.toString(ISO_8859_1))));
            }
            assertEquals(side.stream().map(FrameSplitterTest::frame).toList(), frames, "" + seed);
        }
    }

    private static FrameSplitter splitter(List<Fixture> side) {
        return side.getFirst().message() instanceof FrontendMessage
                ? FrameSplitter.frontend(LIMIT)
                : FrameSplitter.backend(LIMIT);
    }

    private static String frame(Fixture fixture) {
        return frame(fixture.type(), new String(fixture.body(), ISO_8859_1));
    }

    private static String frame(byte type, String body) {
        return (char) type + body;
    }

    @Test
    void takesFramesUpToTheLimitAndNotBeyond() throws ProtocolException {
        FrameSplitter splitter = FrameSplitter.backend(6);
        feed(splitter, "'C' 00000006 'A' 00");
        assertEquals(List.of("C"), received);
        rejects(splitter, "'C' 00000007");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000003", "00000000", "FFFFFFFF", "80000000", "7FFFFFFF"})
    void rejectsAbsurdLengthsAsSoonAsTheyAreRead(String length) {
        rejects(FrameSplitter.backend(LIMIT), "'C' " + length);
        rejects(FrameSplitter.frontend(Integer.MAX_VALUE), "'Q' " + length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'S' 00002711", "'p' 00010000", "'Q' 3FFFFFFF", "'R' 00000008"})
    void holdsAClientToPostgresqlsOwnLimits(String header) {
        rejects(FrameSplitter.frontend(Integer.MAX_VALUE), header);
    }

    @Test
    void refusesWhatFollowsAViolationUntilReset() throws ProtocolException {
        FrameSplitter splitter = FrameSplitter.backend(LIMIT);
        rejects(splitter, "'C' 00000000");
        rejects(splitter, "'Z' 00000005 'I'");
        splitter.reset();
        feed(splitter, "'Z' 00000005 'I'");
        assertEquals(List.of("Z"), received);
    }

    @Test
    void takesARefusalOfTheSinkForAViolation() {
        FrameSplitter splitter = FrameSplitter.backend(LIMIT);
        ByteBuf chunk = Notation.buffer("'Z' 00000005 'X'");
        assertThrows(
                ProtocolException.class,
                () ->
                        splitter.feed(
                                chunk,
                                (type, body) -> received.add(BackendMessage.decode(type, body))));
        rejects(splitter, "'Z' 00000005 'I'");
    }

    @Test
    void forgetsAHalfFrameOnReset() throws ProtocolException {
        FrameSplitter splitter = FrameSplitter.backend(LIMIT);
        feed(splitter, "'Z' 0000");
        assertTrue(splitter.inFrame());
        splitter.reset();
        assertFalse(splitter.inFrame());
        feed(splitter, "'1' 00000004");
        assertEquals(List.of("1"), received);
    }

    @Test
    void growsByWhatComesAndNotByWhatIsPromised() throws ProtocolException {
        FrameSplitter splitter = FrameSplitter.frontend(Integer.MAX_VALUE);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        feed(splitter, "'Q' 3FFFFFFE 'SELECT'");
        assertTrue(memory.getCurrentThreadAllocatedBytes() - before < LIMIT);
        assertTrue(splitter.inFrame());
    }

    @Test
    void takesALongFrameInManyChunks() throws ProtocolException {
        FrameSplitter splitter = FrameSplitter.frontend(LIMIT);
        int length = 500_000;
        feed(splitter, "'d' " + "%08x".formatted(length + 4));
        for (int i = 0; i < 100; i++) {
            splitter.feed(
                    Unpooled.wrappedBuffer(new byte[length / 100]),
                    (type, body) -> received.add(body.readableBytes()));
        }
        assertEquals(List.of(length), received);
    }

    private void feed(FrameSplitter splitter, String notation) throws ProtocolException {
        splitter.feed(
                Notation.buffer(notation),
                (type, body) -> received.add(String.valueOf((char) type)));
    }

    private void rejects(FrameSplitter splitter, String notation) {
        assertThrows(ProtocolException.class, () -> feed(splitter, notation));
    }
}
