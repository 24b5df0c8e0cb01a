package io.howdah.gateway.internal.cluster;

/** Places in the write-ahead log, as PostgreSQL counts and writes them. */
public final class Lsn {
    private static final long PAGE = 8192;

    /** A segment is a multiple of this, whatever its configured size. */
    private static final long SMALLEST_SEGMENT = 1 << 20;

    private static final long PAGE_HEADER = 24;
    private static final long SEGMENT_HEADER = 40;

    private Lsn() {}

    /**
     * Reads {@code 16/B374D848}.
     *
     * @throws NumberFormatException when it is none
     */
    public static long parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new NumberFormatException(text + " is no LSN");
        }
        return Long.parseLong(text, 0, slash, 16) << 32
                | Long.parseLong(text, slash + 1, text.length(), 16);
    }

    /** As PostgreSQL writes it. */
    public static String text(long lsn) {
        return String.format("%X/%X", lsn >>> 32, lsn & 0xFFFF_FFFFL);
    }

    /**
     * The place up to which there is WAL when the next record will be inserted at {@code lsn}: just
     * behind the header of a page there is nothing before it on the page, and nobody can replay a
     * header.
     *
     * @see <a
     *     href="https://github.com/postgres/postgres/blob/master/src/include/access/xlog_internal.h">
     *     XLogPageHeaderData, XLogLongPageHeaderData</a>
     */
    public static long endOfRecords(long lsn) {
        if (lsn % PAGE == PAGE_HEADER) {
            return lsn - PAGE_HEADER;
        }
        return lsn % SMALLEST_SEGMENT == SEGMENT_HEADER ? lsn - SEGMENT_HEADER : lsn;
    }
}
