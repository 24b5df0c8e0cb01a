package io.howdah.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class MessageFormatTest {
    static List<Fixture> fixtures() {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void encodesAsDocumented(Fixture fixture) {
        assertEquals(fixture.wire().hex(), fixture.encoded());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void decodesAsDocumentedAndToTheEnd(Fixture fixture) throws ProtocolException {
        ByteBuf body = Unpooled.wrappedBuffer(fixture.body());
        assertEquals(fixture.message(), fixture.decode(body));
        assertFalse(body.isReadable());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void decodesWhereverTheBufferBegins(Fixture fixture) throws ProtocolException {
        byte[] body = fixture.body();
        ByteBuf direct = Unpooled.directBuffer().writeLong(-1).writeBytes(body).writeLong(-1);
        try {
            ByteBuf slice = direct.slice(Long.BYTES, body.length);
            assertEquals(fixture.message(), fixture.decode(slice));
        } finally {
            direct.release();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void rejectsEveryTruncation(Fixture fixture) throws ProtocolException {
        byte[] body = fixture.body();
        for (int length = 0; length < body.length; length++) {
            byte[] shorter = Arrays.copyOf(body, length);
            try {
                Object decoded = fixture.decode(shorter);
                assertTrue(fixture.openEnded(), () -> "decoded " + decoded);
            } catch (ProtocolException e) {
                assertEquals("08P01", e.sqlState());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void rejectsBytesAfterTheEnd(Fixture fixture) {
        byte[] body = fixture.body();
        if (!fixture.openEnded()) {
            byte[] longer = Arrays.copyOf(body, body.length + 1);
            assertThrows(ProtocolException.class, () -> fixture.decode(longer));
        }
    }

    @Test
    void coversEveryRecordOfTheProtocol() {
        Set<Class<?>> covered =
                fixtures().stream()
                        .map(each -> each.message().getClass())
                        .collect(Collectors.toSet());
        List<Class<?>> missing =
                Stream.of(FrontendMessage.class, BackendMessage.class, StartupPacket.class)
                        .flatMap(MessageFormatTest::records)
                        .filter(each -> !covered.contains(each))
                        .toList();
        assertEquals(List.of(), missing);
    }

    private static Stream<Class<?>> records(Class<?> sealed) {
        Class<?>[] permitted = sealed.getPermittedSubclasses();
        return permitted == null
                ? Stream.of(sealed)
                : Stream.of(permitted).flatMap(MessageFormatTest::records);
    }
}
