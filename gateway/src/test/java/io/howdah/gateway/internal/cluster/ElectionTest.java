package io.howdah.gateway.internal.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.gateway.internal.cluster.Election.Candidate;

import org.junit.jupiter.api.Test;

import java.util.List;

class ElectionTest {
    private static final int NOBODY = Election.NOBODY;

    private static Candidate primary(int timeline) {
        return new Candidate(true, timeline, NOBODY);
    }

    private static Candidate replica(int timeline) {
        return new Candidate(false, timeline, NOBODY);
    }

    @Test
    void findsTheOneThatClaims() {
        assertEquals(1, Election.winner(List.of(replica(1), primary(1)), 0, 0));
        assertEquals(NOBODY, Election.winner(List.of(replica(1), replica(1)), 0, 0));
    }

    @Test
    void believesThePromotedOneWhenMostReplicasFollowIt() {
        List<Candidate> nodes = List.of(primary(1), primary(2), replica(2), replica(2), replica(1));
        assertEquals(1, Election.winner(nodes, 0, 1));
    }

    @Test
    void givesNothingToOneThatNobodyFollows() {
        assertEquals(0, Election.winner(List.of(primary(1), primary(2), replica(1)), 0, 1));
        assertEquals(0, Election.winner(List.of(primary(1), primary(2)), 0, 1));
    }

    @Test
    void takesHalfOfTheReplicasForNoMajority() {
        List<Candidate> nodes = List.of(primary(1), primary(2), replica(1), replica(2));
        assertEquals(0, Election.winner(nodes, 0, 1));
    }

    @Test
    void neverGoesBackToAnOlderTimeline() {
        assertEquals(NOBODY, Election.winner(List.of(primary(1), replica(1)), 1, 2));
        assertEquals(1, Election.winner(List.of(primary(1), primary(2), replica(1)), 1, 2));
    }

    @Test
    void takesTheNewestTimelineWhenNobodyWasBelieved() {
        assertEquals(1, Election.winner(List.of(primary(1), primary(2)), NOBODY, 0));
    }

    @Test
    void trustsAStreamMoreThanATimeline() {
        Candidate late = new Candidate(false, 1, 1);
        Candidate cascaded = new Candidate(false, 1, 2);
        assertEquals(1, Election.winner(List.of(primary(1), primary(2), late, cascaded), 0, 1));
    }

    @Test
    void survivesStreamsInACircle() {
        Candidate one = new Candidate(false, 2, 3);
        Candidate other = new Candidate(false, 2, 2);
        assertEquals(1, Election.winner(List.of(primary(1), primary(2), one, other), 0, 1));
    }
}
