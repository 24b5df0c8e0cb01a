package io.howdah.embedded.blog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

final class CopyTextTest {
    @Test
    void separatesColumnsAndEscapesWhatCopyWouldMisread() throws Exception {
        StringBuilder written = new StringBuilder();
        CopyText out = new CopyText((bytes, length) -> append(written, bytes, length));
        out.number(1).text("a\tb\nc\\d").nothing().end();
        out.reference(0).reference(7).time(0).end();
        out.flush();
        assertEquals("1\ta\\tb\\nc\\\\d\t\\N\n\\N\t7\t1970-01-01T00:00:00Z\n", written.toString());
    }

    @Test
    void passesOnTextsLargerThanItsBuffer() throws Exception {
        String text = "x".repeat(200_000);
        StringBuilder written = new StringBuilder();
        CopyText out = new CopyText((bytes, length) -> append(written, bytes, length));
        out.text(text).end();
        out.flush();
        assertEquals(text + "\n", written.toString());
    }

    private static void append(StringBuilder written, byte[] bytes, int length) {
        written.append(new String(bytes, 0, length, StandardCharsets.US_ASCII));
    }
}
