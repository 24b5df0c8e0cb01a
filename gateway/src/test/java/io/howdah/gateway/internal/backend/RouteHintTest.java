package io.howdah.gateway.internal.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.howdah.base.Randomness;
import io.howdah.gateway.config.Consistency;
import io.howdah.gateway.config.ReadsFrom;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class RouteHintTest {
    private static final RouteHint TO_PRIMARY = new RouteHint(ReadsFrom.PRIMARY, null);
    private static final RouteHint STRONG = new RouteHint(null, Consistency.STRONG);
    private static final RouteHint BOTH = new RouteHint(ReadsFrom.REPLICAS, Consistency.EVENTUAL);

    private static RouteHint of(String text) {
        byte[] bytes = ("x" + text + "x").getBytes(StandardCharsets.UTF_8);
        return RouteHint.of(bytes, 1, bytes.length - 2);
    }

    private static void says(RouteHint expected, String... texts) {
        for (String text : texts) {
            assertEquals(expected, of(text), text);
        }
    }

    @Test
    void readsCommentsAtBothEnds() {
        says(
                TO_PRIMARY,
                "/* howdah: route=primary */ SELECT 1",
                "SELECT 1 /* howdah: route=primary */",
                "\n\t /*howdah:route=primary*/SELECT 1",
                "SELECT 1 /* Howdah: Route = 'PRIMARY' */ ; \n;",
                "/*+ howdah route=primary */ SELECT 1",
                "/*+howdah: route=primary*/ SELECT 1",
                "/* howdah: route=primary */");
        says(
                BOTH,
                "/* howdah: route=replicas consistency=eventual */ SELECT 1",
                "/* howdah: route=replicas, consistency=eventual */ SELECT 1",
                "/* howdah: route=replicas */ SELECT 1 /* howdah: consistency=eventual */");
    }

    @Test
    void readsTags() {
        says(
                BOTH,
                "SELECT 1 /*howdah_route='replicas',howdah_consistency='eventual'*/",
                "SELECT 1 /*action='a%20b',howdah_consistency='%65ventual',c='\\'',"
                        + "howdah_route='replicas',traceparent='00-1-2-01'*/;");
        says(STRONG, "/*howdah_consistency='strong'*/ SELECT 1");
    }

    @Test
    void takesNothingForAHintThatIsNone() {
        says(
                RouteHint.NONE,
                "",
                "/",
                "*/",
                "/*",
                "/*/",
                "/**/",
                "SELECT 1",
                "SELECT 1 /* a */",
                "/*+ SeqScan(howdah) */ SELECT 1",
                "SELECT '/* howdah: route=primary */'",
                "SELECT 1 /* howdah: route=primary */ FROM t",
                "SELECT 1 /* howdah: route=nowhere size=2 */",
                "SELECT 1 /* howdah: rout=primary */",
                "SELECT 1 /* route=primary */",
                "SELECT 1 /*route='primary'*/",
                "SELECT 1 /*a='howdah_route=primary'*/",
                "SELECT 1 /*a='\\',howdah_route=\\''*/",
                "SELECT 1 /*howdah_route='%zz'*/",
                "SELECT 1 /* howdah: route='primary */",
                "/* howdah: route=primary SELECT 1",
                "SELECT 1 howdah: route=primary */");
    }

    @Test
    void looksAtShortCommentsOnly() {
        says(TO_PRIMARY, "/* howdah: route=primary " + " ".repeat(4_000) + "*/ SELECT 1");
        says(RouteHint.NONE, "/* howdah: route=primary " + " ".repeat(5_000) + "*/ SELECT 1");
        says(RouteHint.NONE, "SELECT 1 /* howdah: route=primary " + " ".repeat(5_000) + "*/");
    }

    @Test
    void goesToThePrimaryWhereWishesDiffer() {
        assertEquals(BOTH, BOTH.with(of("/* howdah: route=replicas consistency=eventual */")));
        assertEquals(RouteHint.PRIMARY, BOTH.with(RouteHint.NONE));
        assertEquals(RouteHint.PRIMARY, RouteHint.NONE.with(STRONG));
    }

    @Test
    void takesAnyBytes() {
        String[] pieces = {
            "/*", "*/", "howdah", ":", "route", "=", "'", "\\", "_", "primary", "%", " ", ";", ","
        };
        for (long seed = 0; seed < 20_000; seed++) {
            Randomness randomness = Randomness.seeded(seed);
            StringBuilder text = new StringBuilder();
            int count = (int) (seed % 40);
            for (int i = 0; i < count; i++) {
                int piece = randomness.nextInt(pieces.length + 2);
                text.append(
                        piece < pieces.length
                                ? pieces[piece]
                                : String.valueOf((char) randomness.nextInt(256)));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            assertNotNull(RouteHint.of(bytes, 0, bytes.length), () -> "a text of " + text);
        }
        String quotes = "/* howdah " + "'\\a".repeat(1_300) + " */";
        assertEquals(RouteHint.NONE, of(quotes));
    }
}
