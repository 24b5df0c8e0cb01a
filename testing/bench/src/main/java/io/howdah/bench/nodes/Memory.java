package io.howdah.bench.nodes;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a node remembers. One thread. */
final class Memory {
    private final Warmth warmth;

    /** Reads by table, the one that was not read for longest first. */
    private final Map<String, Integer> reads = new LinkedHashMap<>(16, 0.75f, true);

    Memory(Warmth warmth) {
        this.warmth = warmth;
    }

    /** How many times as long this read of {@code table} takes as one that is warm. */
    double slowness(String table) {
        int before = reads.getOrDefault(table, 0);
        reads.put(table, Math.min(before + 1, warmth.reads()));
        if (reads.size() > warmth.tables()) {
            reads.remove(reads.keySet().iterator().next());
        }
        double coldness = 1 - (double) before / warmth.reads();
        return 1 + (warmth.cold() - 1) * coldness;
    }

    void forget() {
        reads.clear();
    }
}
