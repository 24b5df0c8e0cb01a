package io.howdah.admin.internal.session;

import io.howdah.admin.internal.table.Table;
import io.howdah.base.error.Failure;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.CommandComplete;
import io.howdah.wire.BackendMessage.EmptyQueryResponse;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.NoticeResponse;
import io.howdah.wire.BackendMessage.PortalSuspended;
import io.howdah.wire.ErrorFields;
import io.howdah.wire.Format;

import java.util.ArrayList;
import java.util.List;

/** Results as messages. */
final class Answers {
    private Answers() {}

    /** All of it, with its columns, as a simple query is answered. */
    static List<BackendMessage> of(Result result) {
        List<BackendMessage> messages = notices(result);
        Table table = result.table();
        if (table != null) {
            messages.add(Table.description(table.columns(), List.of()));
            rows(table, 0, table.rows().size(), List.of(), messages);
        }
        messages.add(end(result));
        return messages;
    }

    /** The next {@code limit} rows of a portal; 0: all. */
    static List<BackendMessage> of(Result result, Portal portal, int limit) {
        Table table = result.table();
        if (table == null) {
            List<BackendMessage> messages = notices(result);
            messages.add(end(result));
            return messages;
        }
        List<BackendMessage> messages = new ArrayList<>();
        int size = table.rows().size();
        int begin = portal.take(size, limit);
        rows(table, begin, portal.sent(), portal.formats(), messages);
        messages.add(portal.sent() < size ? new PortalSuspended() : end(result));
        return messages;
    }

    private static void rows(
            Table table, int begin, int end, List<Format> formats, List<BackendMessage> messages) {
        for (int i = begin; i < end; i++) {
            messages.add(table.row(i, formats));
        }
    }

    private static List<BackendMessage> notices(Result result) {
        List<BackendMessage> messages = new ArrayList<>();
        for (Failure notice : result.notices()) {
            messages.add(new NoticeResponse(ErrorFields.of("NOTICE", notice)));
        }
        return messages;
    }

    private static BackendMessage end(Result result) {
        return result.tag().isEmpty()
                ? new EmptyQueryResponse()
                : new CommandComplete(result.tag());
    }

    static BackendMessage error(Failure failure) {
        return new ErrorResponse(ErrorFields.of("ERROR", failure));
    }
}
