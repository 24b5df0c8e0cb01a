package io.howdah.wire.scram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Secret;
import io.howdah.wire.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScramVerifierTest {
    private static final String KEY = "A".repeat(43) + "=";

    @Test
    void showsNoKeys() {
        ScramVerifier verifier =
                ScramVerifier.derive(Secret.parse("pencil"), Bytes.utf8("salt"), 1);
        assertEquals(
                "ScramVerifier[salt=Bytes[4], iterations=1, storedKey=Bytes[32],"
                        + " serverKey=Bytes[32]]",
                verifier.toString());
    }

    @Test
    void tellsAVerifierFromAPassword() {
        assertTrue(ScramVerifier.resembles("SCRAM-SHA-256$4096:"));
        assertFalse(ScramVerifier.resembles("md5d41d8cd98f00b204e9800998ecf8427e"));
        assertFalse(ScramVerifier.resembles("pencil"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pencil",
                "SCRAM-SHA-256$",
                "SCRAM-SHA-1$1:AAAA$%s:%s",
                "SCRAM-SHA-256$0:AAAA$%s:%s",
                "SCRAM-SHA-256$-1:AAAA$%s:%s",
                "SCRAM-SHA-256$1000001:AAAA$%s:%s",
                "SCRAM-SHA-256$4294967297:AAAA$%s:%s",
                "SCRAM-SHA-256$1:$%s:%s",
                "SCRAM-SHA-256$1:!$%s:%s",
                "SCRAM-SHA-256$1:AAAA$AAAA:%s",
                "SCRAM-SHA-256$1:AAAA$%s:AAAA",
                "SCRAM-SHA-256$1:AAAA$%s",
                "SCRAM-SHA-256$1:AAAA$%s:%s:",
                "SCRAM-SHA-256$1:AAAA$%s:%s\n"
            })
    void rejectsWhatIsNoVerifierWithoutRepeatingIt(String form) {
        String text = form.replace("%s", KEY);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> ScramVerifier.parse(text));
        assertFalse(String.valueOf(e.getMessage()).contains("AAAA"));
        assertFalse(String.valueOf(e.getMessage()).contains("pencil"));
    }

    @ParameterizedTest
    @CsvSource({"0,16", "-1,16", "1000001,16", "4096,0", "4096,1025"})
    void derivesWithinBoundsOnly(int iterations, int saltSize) {
        Bytes salt = Bytes.of(new byte[saltSize]);
        assertThrows(
                IllegalArgumentException.class,
                () -> ScramVerifier.derive(Secret.parse("x"), salt, iterations));
    }
}
