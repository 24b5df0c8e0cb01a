package io.howdah.bench.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.Randomness;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

class LaneTest {
    private final ManualClock clock = new ManualClock();
    private final StringBuilder arrived = new StringBuilder();

    @Test
    void takesAsLongAsTheDistance() {
        Lane lane = lane(Distance.of(Duration.ofMillis(20), Duration.ZERO), Stalls.NONE);
        lane.send(bytes("a"));
        clock.to(10);
        lane.send(bytes("b"));
        clock.to(19);
        assertEquals("", arrived.toString());
        assertEquals(2, lane.bytes());
        clock.to(20);
        assertEquals("a", arrived.toString());
        clock.to(30);
        assertEquals("ab", arrived.toString());
        assertEquals(0, lane.bytes());
    }

    @Test
    void keepsTheOrderWhateverTheJitter() {
        Lane lane = lane(Distance.of(Duration.ZERO, Duration.ofMillis(50)), Stalls.NONE);
        for (char letter = 'a'; letter <= 'z'; letter++) {
            lane.send(bytes(String.valueOf(letter)));
        }
        clock.to(50);
        assertEquals("abcdefghijklmnopqrstuvwxyz", arrived.toString());
    }

    @Test
    void letsNothingOvertakeWhatIsLate() {
        Lane lane = lane(Distance.NONE, Stalls.NONE);
        lane.send(bytes("a"));
        assertEquals("a", arrived.toString());
        Lane slow = lane(new Distance(Duration.ZERO, Duration.ZERO, 1_000), Stalls.NONE);
        slow.send(bytes("bcd"));
        slow.send(bytes("e"));
        clock.to(3);
        assertEquals("abcd", arrived.toString());
        clock.to(4);
        assertEquals("abcde", arrived.toString());
    }

    @Test
    void nothingArrivesWhileTheNodeStandsStill() {
        Stalls stalls = new Stalls(Duration.ofMillis(100), Duration.ofMillis(30));
        Lane lane = lane(Distance.NONE, stalls);
        clock.to(70);
        lane.send(bytes("a"));
        clock.to(99);
        assertEquals("", arrived.toString());
        clock.to(100);
        assertEquals("a", arrived.toString());
    }

    private Lane lane(Distance distance, Stalls stalls) {
        Link link = new Link(distance, stalls, Randomness.seeded(1));
        return new Lane(
                link,
                clock.agenda(),
                bytes -> arrived.append(bytes.toString(StandardCharsets.UTF_8)));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
