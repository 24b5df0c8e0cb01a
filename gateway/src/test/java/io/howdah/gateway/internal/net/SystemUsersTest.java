package io.howdah.gateway.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class SystemUsersTest {
    @Test
    void knowsTheNameOfRoot() {
        assertEquals(Optional.of("root"), SystemUsers.name(0));
    }

    @Test
    void knowsNoNameForANumberThatNobodyHas() {
        assertEquals(Optional.empty(), SystemUsers.name(0x7FFF_FFF0));
    }
}
