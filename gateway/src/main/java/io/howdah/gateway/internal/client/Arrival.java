package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.net.Outbox;
import io.netty.channel.Channel;

/** A client that has logged in and has no session yet. */
record Arrival(ClientContext context, Channel channel, Outbox outbox, StartupOptions options) {}
