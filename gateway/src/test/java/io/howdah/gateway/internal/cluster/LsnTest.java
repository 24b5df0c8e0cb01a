package io.howdah.gateway.internal.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LsnTest {
    @Test
    void readsAndWritesAsPostgresDoes() {
        assertEquals(0x16_B374_D848L, Lsn.parse("16/B374D848"));
        assertEquals("16/B374D848", Lsn.text(0x16_B374_D848L));
        assertEquals(-1L, Lsn.parse("FFFFFFFF/FFFFFFFF"));
        assertThrows(NumberFormatException.class, () -> Lsn.parse("16B374D848"));
        assertThrows(NumberFormatException.class, () -> Lsn.parse("/1"));
    }

    @Test
    void countsNoHeaderThatNobodyCanReplay() {
        assertEquals(0x300_0000, Lsn.endOfRecords(0x300_0028)); // a segment's header
        assertEquals(0x300_2000, Lsn.endOfRecords(0x300_2018)); // a page's
        assertEquals(0x300_2028, Lsn.endOfRecords(0x300_2028)); // a record on a page
        assertEquals(0x300_0060, Lsn.endOfRecords(0x300_0060));
    }
}
