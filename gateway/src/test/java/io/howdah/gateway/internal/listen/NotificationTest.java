package io.howdah.gateway.internal.listen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.NotificationResponse;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

final class NotificationTest {
    private static final Notification MENU =
            Notification.of(
                    "menü",
                    7,
                    "menü".getBytes(StandardCharsets.UTF_8),
                    "crème".getBytes(StandardCharsets.UTF_8));

    @Test
    void isEncodedOnceForAllWhoReadUtf8() throws Exception {
        byte[] frame = MENU.frame(StandardCharsets.UTF_8);
        assertSame(MENU.frame(), frame);
        assertEquals(
                new NotificationResponse(7, "menü", "crème"),
                BackendMessage.decode(
                        frame[0], Unpooled.wrappedBuffer(frame).slice(5, frame.length - 5)));
    }

    @Test
    void isRecodedForOthers() {
        byte[] latin = MENU.frame(StandardCharsets.ISO_8859_1);
        assertEquals(MENU.frame().length - 2, latin.length);
        assertEquals(latin.length - 1, Unpooled.wrappedBuffer(latin).getInt(1));
        assertArrayEquals(
                "menü\0crème\0".getBytes(StandardCharsets.ISO_8859_1),
                Arrays.copyOfRange(latin, 9, latin.length));
    }

    @Test
    void knowsPostgresqlsNamesOfEncodings() {
        assertEquals(StandardCharsets.UTF_8, ClientCharset.of("UTF8"));
        assertEquals(StandardCharsets.UTF_8, ClientCharset.of("SQL_ASCII"));
        assertEquals(StandardCharsets.ISO_8859_1, ClientCharset.of("latin1"));
        assertEquals("windows-1252", ClientCharset.of("WIN1252").name());
        assertEquals("EUC-JP", ClientCharset.of("EUC_JP").name());
        assertEquals("GB18030", ClientCharset.of("GB18030").name());
        assertEquals(StandardCharsets.UTF_8, ClientCharset.of("MULE_INTERNAL"));
    }

    @Test
    void namesAFewOfTheChannelsThatMayHaveBeenMissed() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Lapse lapse = new Lapse("shop", Set.of("a"), from, from.plusSeconds(2));
        assertEquals(
                "notifications may have been missed on \"a\"",
                lapse.notice(List.of("a")).message());
        List<String> many = Collections.nCopies(25, "x");
        assertTrue(lapse.notice(many).message().endsWith("\"x\" and 5 others"));
    }
}
