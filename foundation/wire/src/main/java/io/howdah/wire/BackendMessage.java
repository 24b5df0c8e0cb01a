package io.howdah.wire;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a PostgreSQL server sends. */
public sealed interface BackendMessage extends Message
        permits Authentication,
                BackendMessage.BackendKeyData,
                BackendMessage.BindComplete,
                BackendMessage.CloseComplete,
                BackendMessage.CommandComplete,
                BackendMessage.CopyBothResponse,
                BackendMessage.CopyData,
                BackendMessage.CopyDone,
                BackendMessage.CopyInResponse,
                BackendMessage.CopyOutResponse,
                BackendMessage.DataRow,
                BackendMessage.EmptyQueryResponse,
                BackendMessage.ErrorResponse,
                BackendMessage.FunctionCallResponse,
                BackendMessage.NegotiateProtocolVersion,
                BackendMessage.NoData,
                BackendMessage.NoticeResponse,
                BackendMessage.NotificationResponse,
                BackendMessage.ParameterDescription,
                BackendMessage.ParameterStatus,
                BackendMessage.ParseComplete,
                BackendMessage.PortalSuspended,
                BackendMessage.ReadyForQuery,
                BackendMessage.RowDescription {
    /**
     * Reads one message, and {@code body} to its end.
     *
     * @param body what follows the length word, exactly
     * @throws ProtocolException when the type is unknown or the body is not of its format
     */
    static BackendMessage decode(byte type, ByteBuf body) throws ProtocolException {
        return BackendDecoder.decode(type, body);
    }

    /** What the client must show to cancel. */
    record BackendKeyData(CancelKey key) implements BackendMessage {}

    /** Answers Bind. */
    record BindComplete() implements BackendMessage {}

    /** Answers Close. */
    record CloseComplete() implements BackendMessage {}

    /**
     * Ends a statement's result.
     *
     * @param tag the command, and for some the number of rows: {@code SELECT 1}
     */
    record CommandComplete(String tag) implements BackendMessage {}

    /**
     * Begins a COPY in both directions, as streaming replication does.
     *
     * @param columns one format for each
     */
    record CopyBothResponse(Format overall, List<Format> columns) implements BackendMessage {
        public CopyBothResponse {
            columns = List.copyOf(columns);
        }
    }

    /** A part of a COPY's stream; each is one row. */
    record CopyData(Bytes data) implements BackendMessage {}

    /** The end of a COPY's stream. */
    record CopyDone() implements BackendMessage {}

    /**
     * Begins a COPY from the client.
     *
     * @param columns one format for each
     */
    record CopyInResponse(Format overall, List<Format> columns) implements BackendMessage {
        public CopyInResponse {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Begins a COPY to the client.
     *
     * @param columns one format for each
     */
    record CopyOutResponse(Format overall, List<Format> columns) implements BackendMessage {
        public CopyOutResponse {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A row of a result.
     *
     * @param values null stands for SQL's NULL
     */
    record DataRow(List<@Nullable Bytes> values) implements BackendMessage {
        public DataRow {
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /** Stands for CommandComplete where the statement's text was empty. */
    record EmptyQueryResponse() implements BackendMessage {}

    /** A request failed, or the session ends. */
    record ErrorResponse(ErrorFields fields) implements BackendMessage {}

    /**
     * A function's result.
     *
     * @param value null stands for SQL's NULL
     */
    record FunctionCallResponse(@Nullable Bytes value) implements BackendMessage {}

    /**
     * Says that not all that the client's start-up packet asked for is supported.
     *
     * @param newest the newest version that the server would speak with this client. PostgreSQL's
     *     documentation calls it a minor version, but its server sends, and libpq expects, the
     *     whole 32-bit version
     * @param unrecognized names of {@code _pq_.} options
     */
    record NegotiateProtocolVersion(ProtocolVersion newest, List<String> unrecognized)
            implements BackendMessage {
        public NegotiateProtocolVersion {
            unrecognized = List.copyOf(unrecognized);
        }
    }

    /** Answers Describe for a statement or portal that returns no rows. */
    record NoData() implements BackendMessage {}

    /** A warning or other notice; it may come at any time. */
    record NoticeResponse(ErrorFields fields) implements BackendMessage {}

    /**
     * What another session told this one, which listens; it may come at any time.
     *
     * @param processId of the session that notified
     */
    record NotificationResponse(int processId, String channel, String payload)
            implements BackendMessage {}

    /**
     * A statement's parameters.
     *
     * @param types OIDs
     */
    record ParameterDescription(List<Integer> types) implements BackendMessage {
        public ParameterDescription {
            types = List.copyOf(types);
        }
    }

    /** A setting's value, at the start or when it changed; it may come at any time. */
    record ParameterStatus(String name, String value) implements BackendMessage {}

    /** Answers Parse. */
    record ParseComplete() implements BackendMessage {}

    /** Ends an Execute that has reached its row limit. */
    record PortalSuspended() implements BackendMessage {}

    /** The backend waits for the next request. */
    record ReadyForQuery(TransactionStatus status) implements BackendMessage {}

    /** The columns of the rows that follow. */
    record RowDescription(List<Column> columns) implements BackendMessage {
        public RowDescription {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column of a result.
     *
     * @param table OID of the table it is of, or 0
     * @param attribute number of the table's column, or 0
     * @param type OID
     * @param typeSize in bytes; negative when it varies
     * @param typeModifier such as a length; -1 when there is none
     */
    record Column(
            String name,
            int table,
            short attribute,
            int type,
            short typeSize,
            int typeModifier,
            Format format) {
        /** A text column that belongs to no table, as an answer made up by a gateway has. */
        public static Column text(String name) {
            return new Column(name, 0, (short) 0, 25, (short) -1, -1, Format.TEXT);
        }
    }
}
