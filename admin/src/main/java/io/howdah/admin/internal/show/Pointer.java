package io.howdah.admin.internal.show;

/**
 * Stands for the addresses of PgBouncer's objects, by which its clients and servers are linked:
 * what is equal is the same connection.
 */
final class Pointer {
    private static final long CLIENTS = 0xC0_0000_0000L;
    private static final long BACKENDS = 0xB0_0000_0000L;

    private Pointer() {}

    static String ofClient(int id) {
        return "0x" + Long.toHexString(CLIENTS + id);
    }

    static String ofBackend(int id) {
        return "0x" + Long.toHexString(BACKENDS + id);
    }
}
