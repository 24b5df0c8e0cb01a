package io.howdah.it.parity;

import io.howdah.base.HostPort;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.DataRow;
import io.howdah.wire.FrontendMessage.Query;

import java.io.IOException;
import java.util.Collections;

/** A client that asks and asks before it reads any answer. One thread. */
public final class SlowReader implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final RawClient client;

    private SlowReader(RawClient client) {
        this.client = client;
    }

    /** Connects. */
    public static SlowReader open(HostPort server, String database) throws IOException {
        return new SlowReader(new Login(database, PATIENCE_MILLIS).open(server));
    }

    /** Sends a query so many times. */
    public void ask(String sql, int times) throws IOException {
        client.send(Collections.nCopies(times, new Query(sql)));
    }

    /** Reads all answers; returns how many rows there were. */
    public int rows() throws IOException {
        int rows = 0;
        while (!client.isAnswered()) {
            BackendMessage message = client.read();
            if (message == null) {
                throw new IOException("the connection is closed");
            }
            rows += message instanceof DataRow ? 1 : 0;
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
