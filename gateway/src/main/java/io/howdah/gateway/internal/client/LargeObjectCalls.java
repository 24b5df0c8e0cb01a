package io.howdah.gateway.internal.client;

import java.util.Set;

/**
 * The functions that drivers call by FunctionCall: those of large objects, which do nothing to the
 * session beyond the transaction. Their OIDs are the same in all versions of PostgreSQL.
 *
 * @see <a href="https://www.postgresql.org/docs/current/lo-interfaces.html">PostgreSQL: large
 *     objects</a>
 */
final class LargeObjectCalls {
    private static final Set<Integer> FUNCTIONS =
            Set.of(
                    715, // lo_create
                    952, // lo_open
                    953, // lo_close
                    954, // loread
                    955, // lowrite
                    956, // lo_lseek
                    957, // lo_creat
                    958, // lo_tell
                    964, // lo_unlink
                    1004, // lo_truncate
                    3170, // lo_lseek64
                    3171, // lo_tell64
                    3172); // lo_truncate64

    private LargeObjectCalls() {}

    /** Whether {@code call}, a FunctionCall, is of one of them. */
    static boolean isOne(Frame call) {
        return call.arrived() >= call.body() - call.index() + 4
                && FUNCTIONS.contains(call.buffer().getInt(call.body()));
    }
}
