package io.howdah.bench.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MemoryTest {
    @Test
    void getsWarmWithEveryRead() {
        Memory memory = new Memory(new Warmth(2, 4, 5));
        assertEquals(5, memory.slowness("a"));
        assertEquals(4, memory.slowness("a"));
        assertEquals(3, memory.slowness("a"));
        assertEquals(2, memory.slowness("a"));
        assertEquals(1, memory.slowness("a"));
        assertEquals(1, memory.slowness("a"));
        memory.forget();
        assertEquals(5, memory.slowness("a"));
    }

    @Test
    void makesRoomForWhatIsRead() {
        Memory memory = new Memory(new Warmth(2, 1, 3));
        assertEquals(3, memory.slowness("a"));
        assertEquals(3, memory.slowness("b"));
        assertEquals(1, memory.slowness("a"));
        assertEquals(3, memory.slowness("c"));
        assertEquals(1, memory.slowness("a"));
        assertEquals(3, memory.slowness("b"));
    }

    @Test
    void isWarmAlwaysIfThatIsTheModel() {
        Memory memory = new Memory(Warmth.ALWAYS);
        assertEquals(1, memory.slowness("a"));
        assertEquals(1, memory.slowness("b"));
    }
}
