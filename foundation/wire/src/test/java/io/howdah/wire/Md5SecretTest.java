package io.howdah.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Secret;

import org.junit.jupiter.api.Test;

class Md5SecretTest {
    /** The form of {@code pencil} for {@code rider}, as PostgreSQL stores it. */
    private static final String STORED = "md5ba59b38074e2918b1463dad90e1d3bdf";

    private static final Bytes SALT = Bytes.hex("01020304");

    @Test
    void acceptsTheAnswerMadeOfThePassword() {
        Md5Secret secret = Md5Secret.of(Secret.parse("pencil"), "rider");
        assertTrue(secret.accepts(SALT, secret.answer(SALT)));
        assertTrue(secret.isOf(Secret.parse("pencil"), "rider"));
    }

    @Test
    void refusesOtherPasswordsUsersAndSalts() {
        Md5Secret secret = Md5Secret.of(Secret.parse("pencil"), "rider");
        Secret answer = secret.answer(SALT);
        assertFalse(Md5Secret.of(Secret.parse("Pencil"), "rider").accepts(SALT, answer));
        assertFalse(Md5Secret.of(Secret.parse("pencil"), "walker").accepts(SALT, answer));
        assertFalse(secret.accepts(Bytes.hex("01020305"), answer));
        assertFalse(secret.accepts(SALT, Secret.parse("")));
    }

    @Test
    void readsOnlyTheStoredForm() {
        assertEquals(Md5Secret.of(Secret.parse("pencil"), "rider"), Md5Secret.parse(STORED));
        assertFalse(Md5Secret.resembles(STORED.toUpperCase(java.util.Locale.ROOT)));
        assertFalse(Md5Secret.resembles(STORED + "0"));
        assertThrows(IllegalArgumentException.class, () -> Md5Secret.parse("pencil"));
    }

    @Test
    void doesNotShowItself() {
        assertEquals("md5***", Md5Secret.parse(STORED).toString());
    }
}
