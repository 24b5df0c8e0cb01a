package io.howdah.bench.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.io.IOException;

class PlainClientTest {
    @Test
    void logsInAndAsks() throws IOException {
        try (FakePostgres server = new FakePostgres(() -> {});
                PlainClient client = PlainClient.connect(server.address(), "u", "d")) {
            client.query("SELECT 1");
            client.query("SELECT 2");
            assertEquals(2, server.queries());
        }
    }

    @Test
    void saysWhyAQueryFailedAndGoesOn() throws IOException {
        try (FakePostgres server = new FakePostgres(() -> {});
                PlainClient client = PlainClient.connect(server.address(), "u", "d")) {
            IOException failure =
                    assertThrows(IOException.class, () -> client.query("fail, please"));
            assertEquals("no such thing", failure.getMessage());
            client.query("SELECT 1");
        }
    }
}
