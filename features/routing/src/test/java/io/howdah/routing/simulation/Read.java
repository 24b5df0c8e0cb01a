package io.howdah.routing.simulation;

import io.howdah.spi.balance.Balancer;

/** One read in a simulation. */
record Read(Kind kind, Balancer balancer, Balancer.Memory memory, int slot, long sentNanos) {}
