package io.howdah.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 64-bit hash of bytes: eight at a time, each mixed in by a multiplication to 128 bits, as wyhash
 * does. The same on every machine.
 */
final class Hash64 {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long SECRET = 0xA076_1D64_78BD_642FL;
    private static final long OTHER_SECRET = 0xE703_7ED1_A0B4_28DBL;

    private Hash64() {}

    static long of(byte[] bytes, int length) {
        long hash = SECRET ^ length;
        int p = 0;
        for (; p + Long.BYTES <= length; p += Long.BYTES) {
            hash = mix(hash ^ (long) LONG.get(bytes, p), OTHER_SECRET);
        }
        long rest = 0;
        for (int shift = 0; p < length; p++, shift += Byte.SIZE) {
            rest |= (bytes[p] & 0xffL) << shift;
        }
        return mix(mix(hash ^ rest, OTHER_SECRET) ^ length, SECRET);
    }

    private static long mix(long a, long b) {
        return (a * b) ^ Math.unsignedMultiplyHigh(a, b) ^ Long.rotateLeft(a, 32);
    }
}
