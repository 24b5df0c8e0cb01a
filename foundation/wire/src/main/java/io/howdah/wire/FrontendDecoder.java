package io.howdah.wire;

import io.howdah.base.Secret;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Close;
import io.howdah.wire.FrontendMessage.CopyData;
import io.howdah.wire.FrontendMessage.CopyDone;
import io.howdah.wire.FrontendMessage.CopyFail;
import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Flush;
import io.howdah.wire.FrontendMessage.FunctionCall;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.PasswordMessage;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.SaslInitialResponse;
import io.howdah.wire.FrontendMessage.SaslResponse;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.FrontendMessage.Terminate;
import io.netty.buffer.ByteBuf;

import java.util.List;

/** Reads what a client sends. */
final class FrontendDecoder {
    private FrontendDecoder() {}

    static FrontendMessage decode(byte type, ByteBuf buffer) throws ProtocolException {
        BodyReader body = new BodyReader(FrontendType.name(type), buffer);
        return body.end(message(type, body));
    }

    private static FrontendMessage message(byte type, BodyReader body) throws ProtocolException {
        return switch (type) {
            case FrontendType.BIND -> bind(body);
            case FrontendType.CLOSE -> new Close(target(body), body.string("name"));
            case FrontendType.COPY_DATA -> new CopyData(body.rest());
            case FrontendType.COPY_DONE -> new CopyDone();
            case FrontendType.COPY_FAIL -> new CopyFail(body.string("reason"));
            case FrontendType.DESCRIBE -> new Describe(target(body), body.string("name"));
            case FrontendType.EXECUTE ->
                    new Execute(body.string("portal name"), body.int32("row limit"));
            case FrontendType.FLUSH -> new Flush();
            case FrontendType.FUNCTION_CALL -> call(body);
            case FrontendType.PARSE -> parse(body);
            case FrontendType.PASSWORD -> new SaslResponse(body.rest());
            case FrontendType.QUERY -> new Query(body.string("statement"));
            case FrontendType.SYNC -> new Sync();
            case FrontendType.TERMINATE -> new Terminate();
            default ->
                    throw new ProtocolException("invalid frontend message type " + Name.of(type));
        };
    }

    static PasswordMessage password(ByteBuf buffer) throws ProtocolException {
        BodyReader body = new BodyReader("PasswordMessage", buffer);
        return body.end(new PasswordMessage(Secret.parse(body.string("password"))));
    }

    static SaslInitialResponse saslInitial(ByteBuf buffer) throws ProtocolException {
        BodyReader body = new BodyReader("SASLInitialResponse", buffer);
        return body.end(new SaslInitialResponse(body.string("mechanism"), body.value("response")));
    }

    private static Bind bind(BodyReader body) throws ProtocolException {
        Bind bind =
                new Bind(
                        body.string("portal name"),
                        body.string("statement name"),
                        body.formats(),
                        body.list("parameters", 4, each -> each.value("parameter")),
                        body.formats());
        requireFormats(body, bind.parameterFormats(), bind.parameters().size());
        return bind;
    }

    private static FunctionCall call(BodyReader body) throws ProtocolException {
        FunctionCall call =
                new FunctionCall(
                        body.int32("function"),
                        body.formats(),
                        body.list("arguments", 4, each -> each.value("argument")),
                        body.format());
        requireFormats(body, call.argumentFormats(), call.arguments().size());
        return call;
    }

    private static Parse parse(BodyReader body) throws ProtocolException {
        return new Parse(
                body.string("statement name"),
                body.string("statement"),
                body.list("parameter types", 4, each -> each.int32("parameter type")));
    }

    private static Target target(BodyReader body) throws ProtocolException {
        byte code = body.int8("target");
        return switch (code) {
            case 'S' -> Target.STATEMENT;
            case 'P' -> Target.PORTAL;
            default -> throw body.violation("target " + Name.of(code));
        };
    }

    /** None and one stand for all; PostgreSQL refuses any other number but the values' own. */
    private static void requireFormats(BodyReader body, List<Format> formats, int values)
            throws ProtocolException {
        if (formats.size() > 1 && formats.size() != values) {
            throw body.violation(formats.size() + " formats for " + values + " values");
        }
    }
}
