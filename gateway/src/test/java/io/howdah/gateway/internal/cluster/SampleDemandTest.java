package io.howdah.gateway.internal.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

class SampleDemandTest {
    private final SampleDemand demand = new SampleDemand();
    private final AtomicInteger wakened = new AtomicInteger();

    @Test
    void wakesTheProberOnceUntilItRests() {
        demand.servedBy(wakened::incrementAndGet, 10);
        demand.want(11);
        assertEquals(0, wakened.get(), "it is asking already");
        demand.rest(12);
        assertEquals(0, wakened.get());
        demand.want(13);
        demand.want(14);
        demand.want(13);
        assertEquals(1, wakened.get());
        assertEquals(14, demand.wantedNanos());
    }

    @Test
    void isWokenAtOnceForWhatWasWantedMeanwhile() {
        demand.servedBy(wakened::incrementAndGet, 10);
        demand.want(12);
        demand.rest(12);
        assertEquals(1, wakened.get(), "what was requested at 12 says nothing of after 12");
    }

    @Test
    void losesItsSampleWithTheConnection() {
        demand.servedBy(wakened::incrementAndGet, 10);
        LsnSample sample = new LsnSample(10, 1, 1, 1);
        demand.publish(sample);
        assertTrue(sample.isRequestedAfter(9));
        demand.unserved();
        assertNull(demand.sample());
        demand.want(20);
        assertEquals(0, wakened.get());
    }
}
