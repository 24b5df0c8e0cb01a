package io.howdah.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void keepsItsContentWhateverHappensToTheArrays() {
        byte[] array = {1, 2};
        Bytes bytes = Bytes.of(array);
        array[0] = 9;
        bytes.toArray()[1] = 9;
        assertEquals(Bytes.hex("0102"), bytes);
        assertEquals(Bytes.hex("0102").hashCode(), bytes.hashCode());
        assertNotEquals(Bytes.hex("0103"), bytes);
        assertEquals("0102", bytes.hex());
    }

    @Test
    void printsItsSizeOnly() {
        assertEquals("Bytes[6]", Bytes.utf8("secret").toString());
    }

    @Test
    void comparesCancelKeysByValue() {
        CancelKey key = new CancelKey(7, Bytes.hex("01020304"));
        assertEquals(new CancelKey(7, Bytes.hex("01020304")), key);
        assertEquals(new CancelKey(7, Bytes.hex("01020304")).hashCode(), key.hashCode());
        assertNotEquals(new CancelKey(8, Bytes.hex("01020304")), key);
        assertNotEquals(new CancelKey(7, Bytes.hex("01020305")), key);
        assertThrows(IllegalArgumentException.class, () -> new CancelKey(7, Bytes.hex("010203")));
    }
}
