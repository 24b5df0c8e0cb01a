package io.howdah.bench.nodes;

import io.howdah.base.Clock;
import io.howdah.base.Randomness;

/** What all connections to a node share. One thread. */
record Node(Station station, Link there, Link back, Agenda agenda) {
    static Node of(NodeModel model, Clock clock, long seed) {
        Agenda agenda = new Agenda(clock);
        Randomness random = Randomness.seeded(seed);
        return new Node(
                new Station(model, agenda, random),
                new Link(model.distance(), model.stalls(), random),
                new Link(model.distance(), model.stalls(), random),
                agenda);
    }
}
