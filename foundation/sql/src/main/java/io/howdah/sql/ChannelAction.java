package io.howdah.sql;

import java.util.Optional;

/** What is done about notifications. */
public sealed interface ChannelAction extends SessionAction {
    record Listen(String channel) implements ChannelAction {}

    record Unlisten(String channel) implements ChannelAction {}

    record UnlistenAll() implements ChannelAction {}

    record Notify(String channel, Optional<String> payload) implements ChannelAction {}
}
