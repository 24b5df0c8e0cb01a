package io.howdah.admin.internal.session;

import io.howdah.admin.internal.table.Table;
import io.howdah.base.error.Failure;
import io.howdah.wire.TransactionStatus;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What came of a command.
 *
 * @param tag what completes it; empty: it was empty
 * @param table null when there is none
 * @param notices what the operator should know beside
 * @param status where the session stands from now on; null: where it stood
 */
record Result(
        String tag,
        @Nullable Table table,
        List<Failure> notices,
        @Nullable TransactionStatus status) {
    static Result empty() {
        return new Result("", null, List.of(), null);
    }

    static Result done(String tag) {
        return new Result(tag, null, List.of(), null);
    }

    static Result of(Table table) {
        return new Result("SHOW", table, List.of(), null);
    }

    Result withNotice(Failure notice) {
        return new Result(tag, table, List.of(notice), status);
    }

    Result leadingTo(TransactionStatus next) {
        return new Result(tag, table, notices, next);
    }
}
