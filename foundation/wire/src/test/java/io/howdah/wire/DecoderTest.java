package io.howdah.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import io.howdah.base.error.ErrorCode;
import io.howdah.wire.FrontendMessage.PasswordMessage;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.StartupPacket.CancelRequest;
import io.howdah.wire.StartupPacket.Startup;
import io.howdah.wire.StartupPacket.UnsupportedVersion;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;

class DecoderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'D' FFFF 00000000 00000000", // DataRow
                "'D' 0001 FFFFFFFE",
                "'D' 0001 80000000",
                "'D' 0001 7FFFFFFF",
                "'T' FFFF 00 00000000 00",
                "'t' FFFF 00000000",
                "'G' 00 FFFF 0000",
                "'V' 7FFFFFFF",
                "'V' FFFFFFFE",
                "'v' 00030000 7FFFFFFF 00",
                "'v' 00030000 FFFFFFFF 00",
                "'v' 00030000 80000000",
                "'R' 0000000A 'SCRAM'",
                "'G' 02 0000",
                "'G' FF 0000",
                "'G' 00 0001 0002",
                "'Z' 'X'",
                "'Z' 00",
                "'K' 00001267 010203",
                "'x' 00"
            })
    void rejectsAbsurdBackendMessagesWithoutAllocatingForThem(String notation) {
        rejectsCheaply(notation, BackendMessage::decode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'B' 00 00 0000 FFFF 00000000 0000",
                "'B' 00 00 FFFF 0000 0000",
                "'B' 00 00 0000 0001 FFFFFFFE 0000",
                "'B' 00 00 0000 0001 7FFFFFFF 0000",
                "'B' 00 00 0001 0002 0000 0000",
                "'B' 00 00 0002 0000 0000 0001 FFFFFFFF 0000",
                "'P' 00 00 FFFF 00000000",
                "'F' 00000001 0000 FFFF FFFFFFFF 0000",
                "'F' 00000001 0000 0000 FFFF",
                "'C' 'X' 00",
                "'D' 00 00",
                "'Q' 'SELECT 1'",
                "'R' 00000000"
            })
    void rejectsAbsurdFrontendMessagesWithoutAllocatingForThem(String notation) {
        rejectsCheaply(notation, FrontendMessage::decode);
    }

    private static void rejectsCheaply(String notation, Fixture.Decoder decoder) {
        byte[] bytes = Notation.bytes(notation);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        assertThrows(
                ProtocolException.class,
                () -> decoder.decode(bytes[0], Unpooled.wrappedBuffer(bytes, 1, bytes.length - 1)));
        long allocated = memory.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 200_000, () -> allocated + " bytes");
    }

    @Test
    void namesTheMessageTheFieldAndThePlace() {
        ProtocolException e =
                assertThrows(
                        ProtocolException.class,
                        () ->
                                FrontendMessage.decode(
                                        FrontendType.EXECUTE, Notation.buffer("'p1' 00 0000")));
        assertEquals(
                "invalid Execute message: row limit needs 4 bytes, 2 are left at byte 3",
                e.getMessage());
        assertTrue(e.failure().is(ErrorCode.PROTOCOL_VIOLATION));
        assertEquals(e.getMessage(), e.failure().message());
    }

    @Test
    void namesAnUnknownType() {
        ProtocolException e =
                assertThrows(
                        ProtocolException.class,
                        () -> FrontendMessage.decode((byte) 0x16, Unpooled.EMPTY_BUFFER));
        assertEquals("invalid frontend message type 0x16", e.getMessage());
    }

    @Test
    void readsTextThatIsNotUtf8WithReplacements() throws ProtocolException {
        assertEquals(
                new Query("caf\uFFFD"),
                FrontendMessage.decode(FrontendType.QUERY, Notation.buffer("'caf' E9 00")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00030000", // no terminator
                "00030000 'user' 00",
                "00030000 'user' 00 'ann' 00",
                "00030000 'user' 00 'ann' 00 00 00",
                "00030000 00 'user' 00 'ann' 00 00",
                "00030000 'user' 00 E9 00 00", // not UTF-8
                "04D2162F 00",
                "04D2162E 00001267 010203",
                "000300"
            })
    void rejectsStartupPacketsOfAnotherLayout(String notation) {
        assertThrows(
                ProtocolException.class, () -> StartupPacket.decode(Notation.buffer(notation)));
    }

    @Test
    void rejectsStartupPacketsAboveTheLimit() throws ProtocolException {
        String start = "00030000 'user' 00 ";
        int room = StartupPacket.LIMIT - Notation.bytes(start).length - 2;
        String longest = start + "61".repeat(room) + " 00 00";
        assertTrue(StartupPacket.decode(Notation.buffer(longest)) instanceof Startup);
        String longer = start + "61".repeat(room + 1) + " 00 00";
        ProtocolException e =
                assertThrows(
                        ProtocolException.class,
                        () -> StartupPacket.decode(Notation.buffer(longer)));
        assertTrue(String.valueOf(e.getMessage()).contains("10001 bytes, 10000 are allowed"));
    }

    @Test
    void takesTheLastValueOfAParameterGivenTwice() throws ProtocolException {
        Startup startup =
                (Startup)
                        StartupPacket.decode(
                                Notation.buffer(
                                        "00030000 'a' 00 '1' 00 'b' 00 00 'a' 00 '2' 00 00"));
        assertEquals("{a=2, b=}", startup.parameters().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00020000 'what ever'", "00040000", "00000000", "04D21631", "FFFFFFFF"})
    void knowsVersionsThatItCannotRead(String notation) throws ProtocolException {
        assertTrue(StartupPacket.decode(Notation.buffer(notation)) instanceof UnsupportedVersion);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 257, 300})
    void rejectsCancelKeysOfWrongLength(int length) {
        String secret = "AB".repeat(length);
        assertThrows(
                ProtocolException.class,
                () -> StartupPacket.decode(Notation.buffer("04D2162E 00000001 " + secret)));
        assertThrows(
                ProtocolException.class,
                () ->
                        BackendMessage.decode(
                                BackendType.BACKEND_KEY_DATA,
                                Notation.buffer("00000001 " + secret)));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 32, 255, 256})
    void takesCancelKeysOfEveryLengthThatIsAllowed(int length) throws ProtocolException {
        CancelKey key = new CancelKey(1, Bytes.hex("ab".repeat(length)));
        assertEquals(
                new CancelRequest(key),
                StartupPacket.decode(Notation.buffer("04D2162E 00000001 " + "AB".repeat(length))));
    }

    @Test
    void showsNoSecrets() throws ProtocolException {
        PasswordMessage password = PasswordMessage.decode(Notation.buffer("'pencil' 00"));
        assertEquals("PasswordMessage[password=***]", password.toString());
        CancelKey key = new CancelKey(1, Bytes.hex("01020304"));
        assertEquals("CancelKey[processId=1, secret=Bytes[4]]", key.toString());
    }
}
