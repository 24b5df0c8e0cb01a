package io.howdah.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class GraphTest {
    /** 0 → 1 → 2 → 0, 1 → 3; 4 alone. */
    private static Graph graph() {
        return Graph.of(new int[] {0, 0, 4, 1, 2}, new int[] {0, 1, 1, 2, 2, 0, 1, 3}, 4);
    }

    @Test
    void passesEffectsToWhateverReachesThem() {
        assertEquals(5, graph().reach(0));
        assertEquals(5, graph().reach(1));
        assertEquals(5, graph().reach(2));
        assertEquals(1, graph().reach(3));
        assertEquals(2, graph().reach(4));
    }

    @Test
    void knowsTheWayToTheNearest() {
        assertArrayEquals(new int[] {2, 0, 1, 3}, graph().way(2, 1));
        assertArrayEquals(new int[] {2}, graph().way(2, 4));
        assertThrows(IllegalArgumentException.class, () -> graph().way(3, 4));
    }
}
