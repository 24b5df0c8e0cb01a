package io.howdah.gateway.fake;

import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.BackendKeyData;
import io.howdah.wire.BackendMessage.CommandComplete;
import io.howdah.wire.BackendMessage.CopyData;
import io.howdah.wire.BackendMessage.DataRow;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.NoticeResponse;
import io.howdah.wire.BackendMessage.NotificationResponse;
import io.howdah.wire.BackendMessage.ParameterStatus;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.Bytes;

import java.util.stream.Collectors;

/** Shows messages in a line each, without what may differ from one session to another. */
public final class Transcript {
    private Transcript() {}

    /** The line; empty for what comes at no certain time. */
    public static String line(BackendMessage message) {
        return switch (message) {
            case ParameterStatus _, BackendKeyData _, NoticeResponse _ -> "";
            case DataRow(var values) ->
                    "row "
                            + values.stream()
                                    .map(value -> value == null ? "null" : shown(value))
                                    .collect(Collectors.joining(","));
            case CopyData(Bytes data) -> "data " + data.utf8().strip();
            case CommandComplete(String tag) -> tag;
            case ErrorResponse(var fields) -> fields.severity() + " " + fields.sqlState();
            case ReadyForQuery(var status) -> "ready " + (char) status.code();
            case NotificationResponse(int _, String channel, String payload) ->
                    "notification " + channel + " " + payload;
            default -> message.getClass().getSimpleName();
        };
    }

    private static String shown(Bytes value) {
        return value.size() > 100 ? value.size() + " bytes" : value.utf8();
    }
}
