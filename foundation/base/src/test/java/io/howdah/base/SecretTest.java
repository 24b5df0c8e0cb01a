package io.howdah.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void neverPrintsItsValue() {
        assertEquals("***", Secret.parse("hunter2").toString());
    }

    @Test
    void equalsBySameValue() {
        assertEquals(Secret.parse("hunter2"), Secret.parse("hunter2"));
    }
}
