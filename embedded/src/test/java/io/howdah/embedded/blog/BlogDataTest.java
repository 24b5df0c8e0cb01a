package io.howdah.embedded.blog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.zip.CRC32C;

final class BlogDataTest {
    private static final BlogSize SMALL = new BlogSize(100, 200, 1_000, 1_000, 500, 200, 500);

    @Test
    void sameSeedGivesSameRows() throws Exception {
        assertEquals(checksum(42), checksum(42));
        assertNotEquals(checksum(42), checksum(43));
    }

    /** Changing the demo's rows is fine, but should be known to whoever does it. */
    @Test
    void rowsStayWhatTheyWere() throws Exception {
        assertEquals(3_554_412_082L, checksum(42));
    }

    @Test
    void refusesScalesOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> BlogSize.of(0));
        assertThrows(IllegalArgumentException.class, () -> BlogSize.of(BlogSize.MAX_SCALE + 1));
        assertTrue(BlogSize.of(BlogSize.MAX_SCALE).views() > 0);
    }

    private static long checksum(long seed) throws Exception {
        CRC32C sum = new CRC32C();
        for (BlogTable table : new BlogData(SMALL, seed).tables()) {
            CopyText out = new CopyText((bytes, length) -> sum.update(bytes, 0, length));
            table.write(out, done -> {});
        }
        return sum.getValue();
    }
}
