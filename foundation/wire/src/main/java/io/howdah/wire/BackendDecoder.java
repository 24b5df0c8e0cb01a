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
import io.netty.buffer.ByteBuf;

/** Reads what a PostgreSQL server sends. */
final class BackendDecoder {
    /** The least that a column of a RowDescription takes: an empty name and its numbers. */
    private static final int COLUMN = 19;

    private BackendDecoder() {}

    static BackendMessage decode(byte type, ByteBuf buffer) throws ProtocolException {
        BodyReader body = new BodyReader(BackendType.name(type), buffer);
        return body.end(message(type, body));
    }

    private static BackendMessage message(byte type, BodyReader body) throws ProtocolException {
        return switch (type) {
            case BackendType.AUTHENTICATION -> AuthenticationCodec.decode(body);
            case BackendType.BACKEND_KEY_DATA -> new BackendKeyData(CancelKey.decode(body));
            case BackendType.BIND_COMPLETE -> new BindComplete();
            case BackendType.CLOSE_COMPLETE -> new CloseComplete();
            case BackendType.COMMAND_COMPLETE -> new CommandComplete(body.string("tag"));
            case BackendType.COPY_BOTH_RESPONSE ->
                    new CopyBothResponse(body.overallFormat(), body.formats());
            case BackendType.COPY_DATA -> new CopyData(body.rest());
            case BackendType.COPY_DONE -> new CopyDone();
            case BackendType.COPY_IN_RESPONSE ->
                    new CopyInResponse(body.overallFormat(), body.formats());
            case BackendType.COPY_OUT_RESPONSE ->
                    new CopyOutResponse(body.overallFormat(), body.formats());
            case BackendType.DATA_ROW ->
                    new DataRow(body.list("columns", 4, each -> each.value("column")));
            case BackendType.EMPTY_QUERY_RESPONSE -> new EmptyQueryResponse();
            case BackendType.ERROR_RESPONSE -> new ErrorResponse(ErrorFields.decode(body));
            case BackendType.FUNCTION_CALL_RESPONSE ->
                    new FunctionCallResponse(body.value("result"));
            case BackendType.NEGOTIATE_PROTOCOL_VERSION -> negotiate(body);
            case BackendType.NO_DATA -> new NoData();
            case BackendType.NOTICE_RESPONSE -> new NoticeResponse(ErrorFields.decode(body));
            case BackendType.NOTIFICATION_RESPONSE -> notification(body);
            case BackendType.PARAMETER_DESCRIPTION ->
                    new ParameterDescription(body.list("types", 4, each -> each.int32("type")));
            case BackendType.PARAMETER_STATUS ->
                    new ParameterStatus(body.string("name"), body.string("value"));
            case BackendType.PARSE_COMPLETE -> new ParseComplete();
            case BackendType.PORTAL_SUSPENDED -> new PortalSuspended();
            case BackendType.READY_FOR_QUERY ->
                    new ReadyForQuery(TransactionStatus.of(body.int8("status")));
            case BackendType.ROW_DESCRIPTION ->
                    new RowDescription(body.list("columns", COLUMN, BackendDecoder::column));
            default -> throw new ProtocolException("invalid backend message type " + Name.of(type));
        };
    }

    private static NegotiateProtocolVersion negotiate(BodyReader body) throws ProtocolException {
        ProtocolVersion newest = ProtocolVersion.of(body.int32("version"));
        int count = body.int32("number of options");
        return new NegotiateProtocolVersion(
                newest, body.list(count, "options", 1, each -> each.string("option")));
    }

    private static NotificationResponse notification(BodyReader body) throws ProtocolException {
        return new NotificationResponse(
                body.int32("process id"), body.string("channel"), body.string("payload"));
    }

    private static Column column(BodyReader body) throws ProtocolException {
        return new Column(
                body.string("column name"),
                body.int32("table"),
                body.int16("attribute"),
                body.int32("type"),
                body.int16("type size"),
                body.int32("type modifier"),
                body.format());
    }
}
