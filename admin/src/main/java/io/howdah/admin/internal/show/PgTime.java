package io.howdah.admin.internal.show;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Points in time as PgBouncer writes them: {@code 2026-11-20 13:24:26 UTC}, by the local clock. */
final class PgTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz");

    private PgTime() {}

    static String of(Instant instant) {
        return FORMAT.format(instant.atZone(ZoneId.systemDefault()));
    }
}
