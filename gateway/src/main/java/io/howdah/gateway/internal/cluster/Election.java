package io.howdah.gateway.internal.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which of a cluster's nodes takes writes, by what they say of themselves. Stateless.
 *
 * <p>A node that says it is the primary on an older timeline than one that was believed before has
 * been overtaken, and is never believed again. Of several, the newest timeline wins that more than
 * half of the replicas follow; a node that was promoted by mistake has nobody, so it gets nothing.
 * Without such a majority whoever is the primary now stays it: in doubt nothing moves.
 */
public final class Election {
    /** Nobody, or nobody that is known. */
    public static final int NOBODY = -1;

    /**
     * A node of the cluster that has answered.
     *
     * @param claims whether it says that it is the primary
     * @param timeline that it is on; 0: it does not tell
     * @param upstream the number of the candidate whom it streams from, or {@link #NOBODY}
     */
    public record Candidate(boolean claims, int timeline, int upstream) {}

    private final List<Candidate> candidates;

    private Election(List<Candidate> candidates) {
        this.candidates = candidates;
    }

    /**
     * The number of the one to believe, or {@link #NOBODY}.
     *
     * @param present the number of the one believed until now, or {@link #NOBODY}
     * @param newestTimeline the newest that one was believed on
     */
    public static int winner(List<Candidate> candidates, int present, int newestTimeline) {
        return new Election(candidates).winner(present, newestTimeline);
    }

    private int winner(int present, int newestTimeline) {
        List<Integer> claimants = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).claims() && candidates.get(i).timeline() >= newestTimeline) {
                claimants.add(i);
            }
        }
        if (claimants.size() < 2) {
            return claimants.isEmpty() ? NOBODY : claimants.getFirst();
        }
        claimants.sort(
                Comparator.comparingInt((Integer i) -> candidates.get(i).timeline()).reversed());
        for (int claimant : claimants) {
            if (isFollowedByMost(claimant)) {
                return claimant;
            }
        }
        return claimants.contains(present) ? present : claimants.getFirst();
    }

    private boolean isFollowedByMost(int claimant) {
        int replicas = 0;
        int followers = 0;
        for (int i = 0; i < candidates.size(); i++) {
            if (!candidates.get(i).claims()) {
                replicas++;
                followers += isFollower(i, claimant) ? 1 : 0;
            }
        }
        return followers * 2 > replicas;
    }

    /** Where its stream comes from says more than its timeline, which may be late. */
    private boolean isFollower(int replica, int claimant) {
        int source = replica;
        for (int hops = 0; hops < candidates.size(); hops++) {
            source = candidates.get(source).upstream();
            if (source == NOBODY) {
                break;
            }
            if (candidates.get(source).claims()) {
                return source == claimant;
            }
        }
        int timeline = candidates.get(replica).timeline();
        return timeline != 0 && timeline == candidates.get(claimant).timeline();
    }
}
