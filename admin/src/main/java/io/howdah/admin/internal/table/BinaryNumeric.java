package io.howdah.admin.internal.table;

import io.howdah.wire.Bytes;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * PostgreSQL's binary form of whole numerics: digits to the base of 10000, without zeros at either
 * end.
 *
 * @see <a
 *     href="https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/utils/adt/numeric.c">
 *     numeric.c, numeric_send</a>
 */
final class BinaryNumeric {
    private static final int BASE = 10_000;
    private static final short NEGATIVE = 0x4000;

    private BinaryNumeric() {}

    static Bytes of(long value) {
        Deque<Short> digits = new ArrayDeque<>();
        for (long rest = value; rest != 0; rest /= BASE) {
            digits.addFirst((short) Math.abs(rest % BASE));
        }
        int weight = digits.size() - 1;
        while (!digits.isEmpty() && digits.getLast() == 0) {
            digits.removeLast();
        }
        ByteBuffer out = ByteBuffer.allocate(8 + 2 * digits.size());
        out.putShort((short) digits.size())
                .putShort((short) Math.max(weight, 0))
                .putShort(value < 0 ? NEGATIVE : 0)
                .putShort((short) 0);
        digits.forEach(out::putShort);
        return Bytes.of(out.array());
    }
}
