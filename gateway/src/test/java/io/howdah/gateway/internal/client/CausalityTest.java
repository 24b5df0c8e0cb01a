package io.howdah.gateway.internal.client;

import static io.howdah.gateway.internal.client.SampledNodes.at;
import static io.howdah.gateway.internal.client.SampledNodes.elsewhere;
import static io.howdah.gateway.internal.client.SampledNodes.publish;
import static io.howdah.gateway.internal.client.SampledNodes.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.cluster.LsnSample;
import io.howdah.gateway.internal.cluster.Role;

import org.junit.jupiter.api.Test;

/** Each clause of the rule by which a client sees its own writes and never goes back in time. */
class CausalityTest {
    private final SampledNodes nodes = new SampledNodes();
    private final Node primary = nodes.primary;
    private final Node one = nodes.one;
    private final Node two = nodes.two;
    private final Causality causality = new Causality(nodes.topology);

    private void seen(Node node, long nanos) {
        causality.seen(node, node.connection(), nanos);
    }

    private boolean allows(Node replica, long nanos) {
        LsnSample sample = replica.sample();
        return sample != null && causality.allows(replica, sample, nanos);
    }

    @Test
    void letsAnyReplicaAnswerWhoHasSeenNothing() {
        publish(one, 1, 0);
        assertTrue(allows(one, 1));
        assertNull(causality.token(1));
    }

    @Test
    void readsFromThePrimaryUntilAnAnswerOfItIsCovered() {
        publish(one, 1_000, 5);
        seen(primary, 10);
        assertFalse(allows(one, 11), "the primary may be anywhere");
        publish(primary, 500, 12);
        assertTrue(allows(one, 13));
        assertEquals(at(500, 12), causality.token(13));
    }

    @Test
    void isNotCoveredByASampleRequestedBeforeTheAnswer() {
        publish(one, 1_000, 20);
        publish(primary, 500, 9);
        seen(primary, 10);
        assertFalse(allows(one, 11));
        publish(primary, 500, 10);
        assertFalse(allows(one, 12), "nor by one of the same moment");
        publish(primary, 500, 11);
        assertTrue(allows(one, 13));
    }

    @Test
    void needsAReplicaThatHasReachedTheToken() {
        seen(primary, 10);
        publish(primary, 500, 11);
        publish(one, 499, 12);
        publish(two, 500, 12);
        assertFalse(allows(one, 13));
        assertTrue(allows(two, 13));
    }

    @Test
    void takesTheFirstSampleThatCovers() {
        seen(primary, 10);
        for (int i = 0; i < 100; i++) {
            publish(primary, 500 + i, 11 + i);
        }
        publish(one, 500, 200);
        assertTrue(allows(one, 201), "what was written since need not be there");
        assertEquals(at(500, 11), causality.token(202));
    }

    @Test
    void comparesPositionsAsPostgresDoes() {
        seen(primary, 10);
        publish(primary, 0x7FFF_FFFF_FFFF_FFFFL, 11);
        publish(one, 0x7FFF_FFFF_FFFF_FFFFL + 1, 12);
        assertTrue(allows(one, 13), "they have no sign");
    }

    @Test
    void raisesTheTokenWithEveryAnswer() {
        seen(primary, 10);
        publish(primary, 500, 11);
        publish(one, 500, 12);
        assertTrue(allows(one, 13));
        seen(primary, 14); // a read, an error, a lost connection: all are answers
        assertFalse(allows(one, 15));
        publish(primary, 600, 16);
        assertFalse(allows(one, 17));
        publish(one, 600, 18);
        assertTrue(allows(one, 19));
    }

    /** A read that may be old, by a hint, says nothing about the next one. */
    @Test
    void needsTheTokenOfTheReplicaWhoseAnswerIsOpen() {
        seen(primary, 10);
        publish(primary, 500, 11);
        publish(one, 400, 12);
        assertFalse(allows(one, 13));
        seen(one, 14);
        assertFalse(allows(one, 15), "it has what was seen there, not what was written before");
        publish(one, 450, 16);
        assertFalse(allows(one, 17));
        assertEquals(at(500, 11), causality.token(17));
        publish(one, 500, 18);
        assertTrue(allows(one, 19));
    }

    @Test
    void staysOnTheReplicaWhoseAnswerIsOpen() {
        publish(one, 700, 5);
        publish(two, 900, 5);
        seen(one, 10);
        assertTrue(allows(one, 11), "it does not go back");
        assertFalse(allows(two, 11), "what one has replayed by now, two need not have");
        assertNull(causality.token(11));
    }

    @Test
    void takesALaterSampleOfTheReplicaForItsAnswer() {
        seen(one, 10);
        publish(one, 800, 11);
        publish(two, 799, 12);
        assertFalse(allows(two, 13));
        publish(two, 800, 14);
        assertTrue(allows(two, 15));
        assertEquals(at(800, 11), causality.token(15));
    }

    @Test
    void keepsALaterTokenThanAReplicaThatAnswersIsAt() {
        seen(primary, 10);
        publish(primary, 500, 11);
        assertEquals(at(500, 11), causality.token(12));
        seen(one, 13); // by another rule than this one
        publish(one, 400, 14);
        assertEquals(at(500, 11), causality.token(15));
    }

    @Test
    void asksThePrimaryWhenAnswersOfTwoNodesAreOpen() {
        publish(one, 900, 5);
        publish(two, 900, 5);
        seen(one, 10);
        seen(two, 11);
        assertFalse(allows(one, 12));
        assertFalse(allows(two, 12));
        publish(one, 900, 13);
        publish(two, 900, 13);
        assertFalse(allows(two, 14));
        publish(primary, 900, 15);
        assertTrue(allows(two, 16));
    }

    @Test
    void asksAtOnceWhileAnythingIsOpenAndOnce() {
        int[] woken = {0};
        primary.samples().servedBy(() -> woken[0]++, 0);
        primary.samples().rest(1);
        assertEquals(0, woken[0]);
        seen(primary, 10);
        assertEquals(1, woken[0]);
        seen(primary, 11);
        assertEquals(1, woken[0], "one question is under way");
        assertEquals(11, primary.samples().wantedNanos());
    }

    @Test
    void asksAReplicaThatIsBehindAgain() {
        int[] woken = {0};
        one.samples().servedBy(() -> woken[0]++, 0);
        one.samples().rest(1);
        seen(primary, 10);
        publish(primary, 500, 11);
        publish(one, 400, 5);
        assertFalse(allows(one, 12));
        assertEquals(1, woken[0]);
    }

    @Test
    void trustsNoSampleOfAnEarlierConnection() {
        publish(one, 700, 5);
        seen(one, 10);
        reconnect(one);
        assertNull(one.sample());
        publish(one, 700, 11);
        assertFalse(allows(one, 12), "it may have crashed, and be earlier than it was");
    }

    @Test
    void isNotCoveredByAReplicaThatHasCrashedSince() {
        publish(two, 650, 5);
        seen(one, 10); // at 700
        reconnect(one);
        publish(one, 600, 11);
        assertFalse(allows(two, 12));
        assertFalse(allows(one, 12));
        publish(primary, 700, 13);
        assertFalse(allows(two, 14));
        publish(two, 700, 15);
        assertTrue(allows(two, 16));
    }

    @Test
    void isNotCoveredByWhatCameAfterTheRequestWasSent() {
        int before = one.connection();
        reconnect(one);
        causality.seen(one, before, 10);
        publish(one, 700, 11);
        assertFalse(allows(one, 12), "the answer may have come from before the crash");
        publish(primary, 700, 13);
        assertTrue(allows(one, 14));
    }

    @Test
    void isCoveredByThePrimaryOnItsNextConnection() {
        seen(primary, 10);
        reconnect(primary);
        publish(primary, 500, 11);
        publish(one, 500, 12);
        assertTrue(allows(one, 13), "what it has acknowledged it has after a crash");
    }

    @Test
    void doesNotCompareTimelines() {
        seen(primary, 10);
        publish(primary, 500, 11);
        one.samples().publish(elsewhere(at(900, 12)));
        assertFalse(allows(one, 13));
        seen(primary, 14);
        primary.samples().publish(elsewhere(at(900, 15)));
        assertTrue(allows(one, 16), "the new primary's word counts");
    }

    @Test
    void asksThePrimaryWhenAReplicaWentToAnotherTimeline() {
        seen(primary, 10);
        publish(primary, 500, 11);
        assertEquals(at(500, 11), causality.token(12));
        seen(one, 13);
        one.samples().publish(elsewhere(at(900, 14)));
        assertFalse(allows(one, 15));
        primary.samples().publish(elsewhere(at(900, 16)));
        assertTrue(allows(one, 17));
    }

    @Test
    void doesNotTakeANodesWordThatIsNoPrimary() {
        seen(primary, 10);
        nodes.judge(primary, Role.UNKNOWN);
        publish(primary, 500, 11);
        publish(one, 500, 12);
        assertFalse(allows(one, 13));
        nodes.judge(primary, Role.PRIMARY);
        assertTrue(allows(one, 14));
    }

    @Test
    void asksTheNewPrimaryForAnAnswerOfTheFormerOne() {
        publish(two, 900, 5);
        seen(primary, 10);
        nodes.topology.deny(primary);
        nodes.judge(one, Role.PRIMARY);
        reconnect(primary);
        assertFalse(allows(two, 11));
        publish(one, 900, 12);
        assertTrue(allows(two, 13));
    }

    @Test
    void takesOverWhatOthersHaveSeen() {
        publish(one, 500, 5);
        causality.adopt(at(600, 0), 10);
        assertFalse(allows(one, 11));
        publish(one, 600, 12);
        assertTrue(allows(one, 13));
    }

    @Test
    void keepsWhatOthersHaveSeenWhileItsOwnIsOpen() {
        seen(primary, 10);
        publish(primary, 500, 11);
        publish(one, 500, 12);
        causality.adopt(at(600, 0), 13);
        assertFalse(allows(one, 14));
        seen(primary, 15);
        causality.adopt(at(700, 0), 17);
        publish(primary, 600, 16);
        publish(one, 600, 18);
        assertFalse(allows(one, 19), "the primary was asked before the token came");
    }

    @Test
    void leavesAReplicaWhenOthersHaveSeenMore() {
        publish(one, 500, 5);
        seen(one, 10);
        causality.adopt(at(600, 0), 11);
        assertFalse(allows(one, 12));
    }

    @Test
    void asksThePrimaryWhatTokensOfTwoTimelinesHaveInCommon() {
        seen(primary, 10);
        publish(primary, 500, 11);
        assertEquals(at(500, 11), causality.token(12));
        one.samples().publish(elsewhere(at(500, 12)));
        causality.adopt(elsewhere(at(400, 0)), 13);
        assertFalse(allows(one, 14), "it has what others have seen, and not what this client has");
        publish(primary, 600, 15);
        publish(two, 600, 16);
        assertTrue(allows(two, 17));
    }
}
