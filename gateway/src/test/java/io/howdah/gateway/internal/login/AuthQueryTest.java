package io.howdah.gateway.internal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AuthQueryTest {
    @Test
    void fillsTheFirstParameterOnly() {
        assertEquals(
                "SELECT E'x''', $10, E'x''' -- $2",
                AuthQuery.filled("SELECT $1, $10, $1 -- $2", "x'"));
        assertEquals("E'$1\\\\'", AuthQuery.filled("$1", "$1\\"));
    }
}
