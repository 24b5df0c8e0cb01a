package io.howdah.gateway;

import io.howdah.gateway.fake.Transcript;
import io.howdah.gateway.fake.WireClient;
import io.howdah.wire.BackendMessage;

import java.io.IOException;

/** What tests read from a client, message by message. */
final class Transcripts {
    private Transcripts() {}

    /** The next message that has a line of its own; {@code end} at the end. */
    static String next(WireClient client) throws IOException {
        for (BackendMessage message = client.read(); message != null; message = client.read()) {
            String line = Transcript.line(message);
            if (!line.isEmpty()) {
                return line;
            }
        }
        return "end";
    }
}
