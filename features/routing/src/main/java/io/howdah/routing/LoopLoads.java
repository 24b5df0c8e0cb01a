package io.howdah.routing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is under way from all loops, as one of them sees it. */
final class LoopLoads {
    private final CopyOnWriteArrayList<LoopLoad> all;
    private final LoopLoad mine = new LoopLoad();

    /**
     * @param all those of the process, to which this one's is added
     */
    LoopLoads(CopyOnWriteArrayList<LoopLoad> all) {
        this.all = all;
        all.add(mine);
    }

    LoopLoad mine() {
        return mine;
    }

    boolean areMineOnly() {
        return all.size() == 1;
    }

    /** Tells a node what the other loops have under way there. */
    void glance(LoopNode node) {
        int slot = node.slot();
        int inFlight = 0;
        double burden = 0;
        long due = LoopNode.NEVER;
        long answered = node.answeredNanos();
        List<LoopLoad> others = all;
        for (int i = 0; i < others.size(); i++) {
            LoopLoad other = others.get(i);
            if (other != mine) {
                inFlight += other.inFlight(slot);
                burden += other.burden(slot);
                due = Math.min(due, other.dueNanos(slot));
                answered = Math.max(answered, other.answeredNanos(slot));
            }
        }
        node.elsewhere(inFlight, burden, due, answered);
    }
}
