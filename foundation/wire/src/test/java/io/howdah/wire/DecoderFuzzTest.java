package io.howdah.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import io.howdah.base.Randomness;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/** Whatever a peer sends, a decoder answers with a message or with a ProtocolException. */
class DecoderFuzzTest {
    private static final int ROUNDS = 10_000;
    private static final long ALLOCATION_LIMIT = 200_000;
    private static final byte[] NASTY = {0, 1, -1, 0x7F, -0x80, 0x20, 'S'};

    private final List<Fixture> fixtures = Fixture.all();
    private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void survivesMutatedMessages(long seed) {
        Randomness random = Randomness.seeded(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Fixture fixture = fixtures.get(random.nextInt(fixtures.size()));
            decode(fixture, mutate(fixture.body(), random), seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void survivesNoise(long seed) {
        Randomness random = Randomness.seeded(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Fixture fixture = fixtures.get(random.nextInt(fixtures.size()));
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            decode(fixture, noise, seed);
        }
    }

    private void decode(Fixture fixture, byte[] body, long seed) {
        ByteBuf buffer = Unpooled.wrappedBuffer(body);
        long before = memory.getCurrentThreadAllocatedBytes();
        try {
            Object decoded = fixture.decode(buffer);
            requireStable(fixture, decoded);
        } catch (ProtocolException expected) {
            assertEquals("08P01", expected.sqlState());
        } catch (RuntimeException e) {
            throw new AssertionError(describe(fixture, body, seed), e);
        }
        long allocated = memory.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < ALLOCATION_LIMIT, () -> allocated + describe(fixture, body, seed));
    }

    /** What was decoded can be sent on, and means the same to the next who reads it. */
    private static void requireStable(Fixture fixture, Object decoded) throws ProtocolException {
        ByteBuf out = Unpooled.buffer();
        switch (decoded) {
            case Message message -> message.encode(out);
            case StartupPacket packet -> packet.encode(out);
            default -> throw new AssertionError(decoded);
        }
        out.skipBytes(fixture.header());
        assertEquals(decoded, fixture.decode(out));
    }

    private static String describe(Fixture fixture, byte[] body, long seed) {
        return " with seed " + seed + ": " + fixture + " as " + ByteBufUtil.hexDump(body);
    }

    private static byte[] mutate(byte[] original, Randomness random) {
        byte[] body = original.clone();
        for (int i = random.nextInt(4); i >= 0 && body.length > 0; i--) {
            int at = random.nextInt(body.length);
            switch (random.nextInt(5)) {
                case 0 -> body[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> body[at] = NASTY[random.nextInt(NASTY.length)];
                case 2 -> body = Arrays.copyOf(body, at);
                case 3 -> body = Arrays.copyOf(body, body.length + 1 + random.nextInt(8));
                default -> Arrays.fill(body, at, Math.min(body.length, at + 4), (byte) -1);
            }
        }
        return body;
    }
}
