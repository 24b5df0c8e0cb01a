package io.howdah.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

class MessageTypeTest {
    @Test
    void limitsEveryFrontendTypeAsPostgresqlDoes() {
        assertEquals("BFPQd", typesWithLimit(0x3FFFFFFE));
        assertEquals("CDEHSXcf", typesWithLimit(10_000));
        assertEquals("p", typesWithLimit(65_535));
    }

    @Test
    void knowsNoLimitForOtherBytes() {
        assertEquals(256 - 14, IntStream.range(0, 256).filter(i -> limit(i) == -1).count());
    }

    private static String typesWithLimit(int limit) {
        return IntStream.range(0, 256)
                .filter(type -> limit(type) == limit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static int limit(int type) {
        return FrontendType.limit((byte) type);
    }

    @Test
    void namesEveryTypeThatHasAMessage() {
        for (Fixture fixture : BackendFixtures.ALL) {
            String name = BackendType.name(fixture.type());
            if (!(fixture.message() instanceof Authentication)) {
                assertEquals(fixture.message().getClass().getSimpleName(), name);
            }
        }
        for (Fixture fixture : FrontendFixtures.ALL) {
            String name = FrontendType.name(fixture.type());
            if (fixture.type() != FrontendType.PASSWORD) {
                assertEquals(fixture.message().getClass().getSimpleName(), name);
            }
        }
    }

    @Test
    void showsAnUnknownTypeAsItIs() {
        assertEquals("'R' (0x52)", FrontendType.name((byte) 'R'));
        assertEquals("0xFF", BackendType.name((byte) 0xFF));
    }

    @Test
    void knowsEveryTransactionStatus() throws ProtocolException {
        for (TransactionStatus status : TransactionStatus.values()) {
            assertEquals(status, TransactionStatus.of(status.code()));
        }
        assertThrows(ProtocolException.class, () -> TransactionStatus.of((byte) 'i'));
    }

    @Test
    void ordersProtocolVersions() {
        assertEquals(196608, ProtocolVersion.V3_0.code());
        assertEquals(ProtocolVersion.V3_2, ProtocolVersion.of(196610));
        assertEquals("3.2", ProtocolVersion.V3_2.toString());
        assertEquals(-1, ProtocolVersion.V3_0.compareTo(ProtocolVersion.V3_2));
        assertEquals(-1, ProtocolVersion.V3_2.compareTo(ProtocolVersion.of(-1)));
        assertThrows(IllegalArgumentException.class, () -> new ProtocolVersion(3, 65_536));
    }
}
