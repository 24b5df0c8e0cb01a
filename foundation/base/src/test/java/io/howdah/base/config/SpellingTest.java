package io.howdah.base.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class SpellingTest {
    @Test
    void countsEdits() {
        assertEquals(0, Spelling.distance("pool", "pool"));
        assertEquals(1, Spelling.distance("pol", "pool"));
        assertEquals(3, Spelling.distance("kitten", "sitting"));
        assertEquals(4, Spelling.distance("", "pool"));
    }

    @Test
    void findsTheNearestWord() {
        assertEquals(Optional.of("listen"), Spelling.nearest("lisen", List.of("nodes", "listen")));
        assertEquals(Optional.empty(), Spelling.nearest("zebra", List.of("nodes", "listen")));
    }
}
