package io.howdah.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ComplaintTest {
    @Test
    void findsTheLastErrorOfALog() {
        String log =
                """
                2026-11-20 10:23:36.807 UTC [5010] FATAL:  the first
                2026-11-20 10:23:36.810 UTC [4974] LOG:  could not bind IPv4 address "127.0.0.1"
                2026-11-20 10:23:36.820 UTC [5017] FATAL:  could not create any TCP/IP sockets
                2026-11-20 10:23:36.872 UTC [4974] LOG:  database system is shut down
                """;
        assertEquals("FATAL: could not create any TCP/IP sockets", Complaint.lastIn(log));
    }

    @Test
    void findsWhatAToolComplainsAbout() {
        String output =
                """
                creating directory data ... ok
                initdb: error: could not change permissions
                initdb: removing data directory
                """;
        assertEquals("initdb: error: could not change permissions", Complaint.lastIn(output));
    }

    @Test
    void fallsBackToTheLastLine() {
        assertEquals("no such user", Complaint.lastIn("setpriv\n  no such user\n\n"));
        assertEquals("it printed nothing", Complaint.lastIn("\n"));
    }
}
