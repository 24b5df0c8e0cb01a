package io.howdah.gateway.internal.net;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Names of the system's users, by libc's {@code getpwuid_r}, as PostgreSQL looks them up. */
public final class SystemUsers {
    private static final int BUFFER_BYTES = 16 * 1024;

    /** Larger than {@code struct passwd} anywhere; it begins with the pointer to the name. */
    private static final int RECORD_BYTES = 256;

    private SystemUsers() {}

    /** The name of the user with number {@code uid}; empty when it has none, or none is known. */
    @SuppressWarnings("restricted") // The size of a C string cannot be known beforehand.
    public static Optional<String> name(int uid) {
        MethodHandle lookUp = Library.LOOK_UP.orElse(null);
        if (lookUp == null) {
            return Optional.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment user = arena.allocate(RECORD_BYTES, ValueLayout.ADDRESS.byteAlignment());
            MemorySegment buffer = arena.allocate(BUFFER_BYTES);
            MemorySegment found = arena.allocate(ValueLayout.ADDRESS);
            int error = (int) lookUp.invokeExact(uid, user, buffer, (long) BUFFER_BYTES, found);
            if (error != 0 || found.get(ValueLayout.ADDRESS, 0).address() == 0) {
                return Optional.empty();
            }
            MemorySegment name = user.get(ValueLayout.ADDRESS, 0);
            return Optional.of(name.reinterpret(BUFFER_BYTES).getString(0));
        } catch (Throwable e) {
            throw new IllegalStateException("getpwuid_r", e);
        }
    }

    private static final class Library {
        static final Optional<MethodHandle> LOOK_UP = lookUp();

        @SuppressWarnings("restricted") // The signature below is POSIX's.
        private static Optional<MethodHandle> lookUp() {
            Linker linker = Linker.nativeLinker();
            MemoryLayout pointer = ValueLayout.ADDRESS;
            return linker.defaultLookup()
                    .find("getpwuid_r")
                    .map(
                            function ->
                                    linker.downcallHandle(
                                            function,
                                            FunctionDescriptor.of(
                                                    ValueLayout.JAVA_INT,
                                                    ValueLayout.JAVA_INT,
                                                    pointer,
                                                    pointer,
                                                    ValueLayout.JAVA_LONG,
                                                    pointer)));
        }
    }
}
