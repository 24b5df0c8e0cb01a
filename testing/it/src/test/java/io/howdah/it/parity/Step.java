package io.howdah.it.parity;

import io.howdah.wire.FrontendMessage;

import java.util.List;
import java.util.Map;

/** A line of a sequence. */
sealed interface Step {
    /** The line as it is written, for whoever reads a difference. */
    String line();

    /** Opens a client's connection with start-up parameters beside user and database. */
    record Connect(String line, String client, Map<String, String> parameters) implements Step {}

    /** Sends messages in one write, and reads what they are owed unless told not to. */
    record Send(String line, String client, List<FrontendMessage> messages, boolean reads)
            implements Step {}

    /** Reads what a client is owed. */
    record Read(String line, String client) implements Step {}

    /** Sends a cancel request for what a client does, and waits until it is taken. */
    record Cancel(String line, String client) implements Step {}

    /** Waits for a notification. */
    record Notification(String line, String client) implements Step {}

    /** Says goodbye, and waits until the connection is closed. */
    record Disconnect(String line, String client) implements Step {}

    /** Waits until a query of PostgreSQL itself says so. */
    record Until(String line, String sql) implements Step {}
}
