package io.howdah.wire;

import io.howdah.base.Secret;
import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a client sends once it has started up. */
public sealed interface FrontendMessage extends Message {
    /**
     * Reads one message, and {@code body} to its end. The type {@code 'p'} has several meanings, so
     * it comes out as a {@link SaslResponse}; who expects a {@link PasswordMessage} or a {@link
     * SaslInitialResponse} calls their own {@code decode}.
     *
     * @param body what follows the length word, exactly
     * @throws ProtocolException when the type is unknown or the body is not of its format
     */
    static FrontendMessage decode(byte type, ByteBuf body) throws ProtocolException {
        return FrontendDecoder.decode(type, body);
    }

    /**
     * Makes a portal of a prepared statement.
     *
     * @param portal empty for the unnamed one
     * @param statement empty for the unnamed one
     * @param parameterFormats none (all text), one (for all), or one for each parameter
     * @param parameters null stands for SQL's NULL
     * @param resultFormats as parameterFormats, for the result's columns
     */
    record Bind(
            String portal,
            String statement,
            List<Format> parameterFormats,
            List<@Nullable Bytes> parameters,
            List<Format> resultFormats)
            implements FrontendMessage {
        public Bind {
            parameterFormats = List.copyOf(parameterFormats);
            parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
            resultFormats = List.copyOf(resultFormats);
        }
    }

    /** Forgets a statement or portal; there need not be one of that name. */
    record Close(Target target, String name) implements FrontendMessage {}

    /** A part of a COPY's stream; where it is cut means nothing. */
    record CopyData(Bytes data) implements FrontendMessage {}

    /** The end of a COPY's stream. */
    record CopyDone() implements FrontendMessage {}

    /** Makes a COPY fail, with a reason. */
    record CopyFail(String reason) implements FrontendMessage {}

    /** Asks for the parameters and columns of a statement, or the columns of a portal. */
    record Describe(Target target, String name) implements FrontendMessage {}

    /**
     * Runs a portal.
     *
     * @param maxRows 0 means all
     */
    record Execute(String portal, int maxRows) implements FrontendMessage {}

    /** Asks for the answers so far, without ending the pipeline. */
    record Flush() implements FrontendMessage {}

    /**
     * Calls a function by its OID; superseded in PostgreSQL, but served.
     *
     * @param argumentFormats none (all text), one (for all), or one for each argument
     * @param arguments null stands for SQL's NULL
     */
    record FunctionCall(
            int function,
            List<Format> argumentFormats,
            List<@Nullable Bytes> arguments,
            Format resultFormat)
            implements FrontendMessage {
        public FunctionCall {
            argumentFormats = List.copyOf(argumentFormats);
            arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
        }
    }

    /**
     * Prepares a statement.
     *
     * @param statement empty for the unnamed one
     * @param parameterTypes OIDs; 0, or a missing one, leaves the type to PostgreSQL
     */
    record Parse(String statement, String sql, List<Integer> parameterTypes)
            implements FrontendMessage {
        public Parse {
            parameterTypes = List.copyOf(parameterTypes);
        }
    }

    /** A password in clear text, or its MD5 form. */
    record PasswordMessage(Secret password) implements FrontendMessage {
        /** Reads a {@code 'p'} that answers AuthenticationCleartextPassword or -MD5Password. */
        public static PasswordMessage decode(ByteBuf body) throws ProtocolException {
            return FrontendDecoder.password(body);
        }
    }

    /** One or more statements of text. */
    record Query(String sql) implements FrontendMessage {}

    /**
     * The choice of a SASL mechanism.
     *
     * @param data the mechanism's first message; null when there is none yet
     */
    record SaslInitialResponse(String mechanism, @Nullable Bytes data) implements FrontendMessage {
        /** Reads a {@code 'p'} that answers AuthenticationSASL. */
        public static SaslInitialResponse decode(ByteBuf body) throws ProtocolException {
            return FrontendDecoder.saslInitial(body);
        }
    }

    /** A SASL mechanism's later message; GSSResponse looks the same. */
    record SaslResponse(Bytes data) implements FrontendMessage {}

    /** Ends a pipeline; the answer is ReadyForQuery. */
    record Sync() implements FrontendMessage {}

    /** Says goodbye; there is no answer. */
    record Terminate() implements FrontendMessage {}
}
