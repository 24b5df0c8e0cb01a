package io.howdah.gateway.internal.listen;

import io.howdah.base.Clock;
import io.howdah.gateway.internal.GatewayMetrics;
import io.howdah.gateway.internal.backend.BackendConnector;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.backend.Topology;
import io.howdah.gateway.internal.net.Loop;

import java.util.List;

/** What all hubs share. */
public record ListenContext(
        List<Loop> loops,
        BackendConnector connector,
        Pools pools,
        Topology topology,
        Clock clock,
        GatewayMetrics metrics) {}
