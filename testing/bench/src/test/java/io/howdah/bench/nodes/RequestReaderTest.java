package io.howdah.bench.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class RequestReaderTest {
    @Test
    void knowsTheBenchmarksTables() {
        assertEquals(
                Optional.of("heavy"), RequestReader.table("SELECT v FROM bench_heavy WHERE id=1"));
        assertEquals(
                Optional.of("key_07"), RequestReader.table("select v from public.bench_key_07"));
        assertEquals(Optional.empty(), RequestReader.table("SELECT 1 FROM workbench_x"));
    }
}
