package io.howdah.wire;

import io.howdah.wire.BackendMessage.BackendKeyData;
import io.howdah.wire.BackendMessage.BindComplete;
import io.howdah.wire.BackendMessage.CloseComplete;
import io.howdah.wire.BackendMessage.Column;
import io.howdah.wire.BackendMessage.CommandComplete;
import io.howdah.wire.BackendMessage.CopyBothResponse;
import io.howdah.wire.BackendMessage.CopyData;
import io.howdah.wire.BackendMessage.CopyDone;
import io.howdah.wire.BackendMessage.CopyInResponse;
import io.howdah.wire.BackendMessage.CopyOutResponse;
import io.howdah.wire.BackendMessage.DataRow;
import io.howdah.wire.BackendMessage.EmptyQueryResponse;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.FunctionCallResponse;
import io.howdah.wire.BackendMessage.NegotiateProtocolVersion;
import io.howdah.wire.BackendMessage.NoData;
import io.howdah.wire.BackendMessage.NoticeResponse;
import io.howdah.wire.BackendMessage.NotificationResponse;
import io.howdah.wire.BackendMessage.ParameterDescription;
import io.howdah.wire.BackendMessage.ParameterStatus;
import io.howdah.wire.BackendMessage.ParseComplete;
import io.howdah.wire.BackendMessage.PortalSuspended;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.BackendMessage.RowDescription;

import java.util.List;

/** Writes what a PostgreSQL server sends. */
final class BackendEncoder {
    private BackendEncoder() {}

    static void write(BackendMessage message, FrameWriter out) {
        var _ =
                switch (message) {
                    case Authentication authentication ->
                            AuthenticationCodec.write(
                                    authentication, out.type(BackendType.AUTHENTICATION));
                    case BackendKeyData(CancelKey key) ->
                            key.encode(out.type(BackendType.BACKEND_KEY_DATA));
                    case BindComplete() -> out.type(BackendType.BIND_COMPLETE);
                    case CloseComplete() -> out.type(BackendType.CLOSE_COMPLETE);
                    case CommandComplete(String tag) ->
                            out.type(BackendType.COMMAND_COMPLETE).string(tag);
                    case CopyBothResponse(Format overall, List<Format> columns) ->
                            copy(out.type(BackendType.COPY_BOTH_RESPONSE), overall, columns);
                    case CopyData(Bytes data) -> out.type(BackendType.COPY_DATA).bytes(data);
                    case CopyDone() -> out.type(BackendType.COPY_DONE);
                    case CopyInResponse(Format overall, List<Format> columns) ->
                            copy(out.type(BackendType.COPY_IN_RESPONSE), overall, columns);
                    case CopyOutResponse(Format overall, List<Format> columns) ->
                            copy(out.type(BackendType.COPY_OUT_RESPONSE), overall, columns);
                    case DataRow(var values) ->
                            out.type(BackendType.DATA_ROW).list(values, FrameWriter::value);
                    case EmptyQueryResponse() -> out.type(BackendType.EMPTY_QUERY_RESPONSE);
                    case ErrorResponse(ErrorFields fields) ->
                            fields.encode(out.type(BackendType.ERROR_RESPONSE));
                    case FunctionCallResponse(var value) ->
                            out.type(BackendType.FUNCTION_CALL_RESPONSE).value(value);
                    case NegotiateProtocolVersion negotiate ->
                            negotiate(negotiate, out.type(BackendType.NEGOTIATE_PROTOCOL_VERSION));
                    case NoData() -> out.type(BackendType.NO_DATA);
                    case NoticeResponse(ErrorFields fields) ->
                            fields.encode(out.type(BackendType.NOTICE_RESPONSE));
                    case NotificationResponse(int processId, String channel, String payload) ->
                            out.type(BackendType.NOTIFICATION_RESPONSE)
                                    .int32(processId)
                                    .string(channel)
                                    .string(payload);
                    case ParameterDescription(var types) ->
                            out.type(BackendType.PARAMETER_DESCRIPTION)
                                    .list(types, FrameWriter::int32);
                    case ParameterStatus(String name, String value) ->
                            out.type(BackendType.PARAMETER_STATUS).string(name).string(value);
                    case ParseComplete() -> out.type(BackendType.PARSE_COMPLETE);
                    case PortalSuspended() -> out.type(BackendType.PORTAL_SUSPENDED);
                    case ReadyForQuery(TransactionStatus status) ->
                            out.type(BackendType.READY_FOR_QUERY).int8(status.code());
                    case RowDescription(var columns) ->
                            out.type(BackendType.ROW_DESCRIPTION)
                                    .list(columns, BackendEncoder::column);
                };
    }

    private static FrameWriter copy(FrameWriter out, Format overall, List<Format> columns) {
        return out.int8(overall.code()).formats(columns);
    }

    private static FrameWriter negotiate(NegotiateProtocolVersion message, FrameWriter out) {
        out.int32(message.newest().code()).int32(message.unrecognized().size());
        message.unrecognized().forEach(out::string);
        return out;
    }

    private static void column(FrameWriter out, Column column) {
        out.string(column.name())
                .int32(column.table())
                .int16(column.attribute())
                .int32(column.type())
                .int16(column.typeSize())
                .int32(column.typeModifier())
                .int16(column.format().code());
    }
}
