package io.howdah.gateway.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;

class ReasonsTest {
    @Test
    void leavesOutTheSystemCallAndTheAddress() {
        assertEquals(
                "Connection refused",
                Reasons.of(
                        new IOException(
                                "finishConnect(..) failed with error(-111): Connection refused:"
                                        + " /127.0.0.1:1")));
        assertEquals(
                "Address already in use",
                Reasons.of(
                        new IOException(
                                "bind(..) failed with error(-98): Address already in use")));
    }

    @Test
    void saysThatANameIsNotKnown() {
        assertEquals("its name is not known", Reasons.of(new UnknownHostException("db1")));
    }

    @Test
    void saysThatThereIsNoSocket() {
        assertEquals("there is no such file", Reasons.of(new FileNotFoundException()));
    }
}
