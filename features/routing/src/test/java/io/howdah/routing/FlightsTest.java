package io.howdah.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlightsTest {
    private final Flights flights = new Flights();
    private final Statement one = new Statement(1);
    private final Statement other = new Statement(2);

    private void leave(Statement statement, long sentNanos, long dueNanos) {
        Flight flight = flights.next();
        if (flight != null) {
            flight.statement = statement;
            flight.sentNanos = sentNanos;
            flight.dueNanos = dueNanos;
            flights.left();
        }
    }

    private long sentNanos(@Nullable Flight flight) {
        return flight == null ? -1 : flight.sentNanos;
    }

    @Test
    void findsTheOneThatWasSentAboutThen() {
        leave(one, 100, 1_000);
        leave(one, 200, 1_100);
        leave(other, 201, 1_200);
        assertEquals(200, sentNanos(flights.end(one, 203)));
        assertEquals(100, sentNanos(flights.end(one, 203)));
        assertNull(flights.end(one, 203));
    }

    @Test
    void knowsWhatIsDueNext() {
        leave(one, 100, 5_000);
        leave(other, 200, 1_000);
        assertEquals(1_000, flights.dueNanos());
        flights.end(other, 200);
        assertEquals(5_000, flights.dueNanos());
        flights.end(one, 100);
        assertEquals(LoopNode.NEVER, flights.dueNanos());
    }

    @Test
    void followsNoMoreThanItCan() {
        for (int i = 0; i < Flights.MOST; i++) {
            leave(one, i, 1_000);
        }
        assertNull(flights.next());
        flights.end(one, 17);
        leave(other, 7, 1_000);
        assertEquals(7, sentNanos(flights.end(other, 7)));
    }
}
