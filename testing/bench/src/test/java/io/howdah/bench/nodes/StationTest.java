package io.howdah.bench.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.Randomness;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class StationTest {
    private final ManualClock clock = new ManualClock();
    private final List<String> served = new ArrayList<>();
    private final NodeModel model =
            NodeModel.plain(
                    2,
                    Map.of(
                            "light", new ServiceTime(Duration.ofMillis(10), 0),
                            "heavy", new ServiceTime(Duration.ofMillis(100), 0)));

    @Test
    void servesAsManyAsThereArePlacesAndTheOthersInTheirOrder() {
        Station station = station(model);
        for (String name : List.of("a", "b", "c", "d", "e")) {
            come(station, name, "light");
        }
        clock.to(9.9);
        assertEquals(List.of(), served);
        clock.to(10);
        assertEquals(List.of("a", "b"), served);
        clock.to(20);
        assertEquals(List.of("a", "b", "c", "d"), served);
        clock.to(30);
        assertEquals(5, station.served());
    }

    @Test
    void aSlowerNodeTakesLonger() {
        Station station = station(model.slower(3));
        come(station, "a", "light");
        clock.to(29.9);
        assertEquals(List.of(), served);
        clock.to(30);
        assertEquals(List.of("a"), served);
    }

    @Test
    void whatIsInServiceRestsInAStall() {
        Station station =
                station(model.with(new Stalls(Duration.ofMillis(50), Duration.ofMillis(20))));
        clock.to(25);
        come(station, "a", "light");
        clock.to(54.9);
        assertEquals(List.of(), served);
        clock.to(55);
        assertEquals(List.of("a"), served);
    }

    @Test
    void whatIsColdTakesLonger() {
        Station station = station(model.with(new Warmth(1, 1, 5)));
        come(station, "a", "light");
        clock.to(50);
        assertEquals(List.of("a"), served);
        come(station, "b", "light");
        clock.to(60);
        assertEquals(List.of("a", "b"), served);
    }

    @Test
    void aRequestOfSeveralStatementsTakesTheSum() {
        Station station = station(model);
        come(station, "a", "light", "heavy", "unknown");
        clock.to(109.9);
        assertEquals(List.of(), served);
        clock.to(110);
        assertEquals(List.of("a"), served);
        assertEquals(3, station.served());
    }

    @Test
    void aPlaceIsTakenUntilPostgresHasAnsweredToo() {
        Station station = station(model);
        Ticket late = ticket("late", "light");
        station.enter(late);
        come(station, "b", "light");
        come(station, "c", "heavy");
        come(station, "d", "light");
        clock.to(30);
        assertEquals(List.of("late", "b"), served);
        station.answered(late);
        clock.to(40);
        assertEquals(List.of("late", "b", "d"), served);
    }

    @Test
    void whoLeavesTheQueueIsNotServedAndWhoLeavesServiceKeepsThePlace() {
        Station station = station(model);
        Ticket first = ticket("a", "light");
        station.enter(first);
        come(station, "b", "light");
        Ticket queued = ticket("c", "light");
        station.enter(queued);
        come(station, "d", "light");
        station.abandon(first);
        station.abandon(queued);
        clock.to(10);
        assertEquals(List.of("b"), served);
        clock.to(20);
        assertEquals(List.of("b", "d"), served);
    }

    private Station station(NodeModel node) {
        return new Station(node, clock.agenda(), Randomness.seeded(1));
    }

    private void come(Station station, String name, String... tables) {
        Ticket ticket = ticket(name, tables);
        station.enter(ticket);
        station.answered(ticket);
    }

    private Ticket ticket(String name, String... tables) {
        return new Ticket(List.of(tables), () -> served.add(name));
    }
}
