package io.howdah.bench.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class CellTest {
    @Test
    void spansTheMatrix() {
        assertEquals(4 * 5 * 3, Cell.all().size());
        assertEquals("select-simple-1", Cell.all().getFirst().toString());
    }

    @Test
    void isFoundByItsName() {
        Cell cell = new Cell(Workload.TPCB, Protocol.PREPARED, 16);
        assertEquals(cell, Cell.parse("tpcb-prepared-16"));
        assertEquals(List.of(cell), Cell.matching("tpcb-prepared-16"));
    }

    @Test
    void mayHaveAnyNumberOfClients() {
        assertEquals(300, Cell.matching("select-simple-300").getFirst().clients());
    }

    @Test
    void isFoundByWhatAStarStandsFor() {
        assertEquals(60, Cell.matching("*").size());
        assertEquals(15, Cell.matching("blog-*").size());
        assertEquals(4, Cell.matching("*-extended-64").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"select", "select-simple-", "select-simple-0", "insert-simple-1", "x*"})
    void refusesWhatIsNoCell(String name) {
        assertThrows(IllegalArgumentException.class, () -> Cell.matching(name));
    }
}
