package io.howdah.wire;

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

/** Writes what a client sends. */
final class FrontendEncoder {
    private FrontendEncoder() {}

    static void write(FrontendMessage message, FrameWriter out) {
        var _ =
                switch (message) {
                    case Bind bind -> bind(bind, out.type(FrontendType.BIND));
                    case Close(Target target, String name) ->
                            out.type(FrontendType.CLOSE).int8(target.code()).string(name);
                    case CopyData(Bytes data) -> out.type(FrontendType.COPY_DATA).bytes(data);
                    case CopyDone() -> out.type(FrontendType.COPY_DONE);
                    case CopyFail(String reason) -> out.type(FrontendType.COPY_FAIL).string(reason);
                    case Describe(Target target, String name) ->
                            out.type(FrontendType.DESCRIBE).int8(target.code()).string(name);
                    case Execute(String portal, int maxRows) ->
                            out.type(FrontendType.EXECUTE).string(portal).int32(maxRows);
                    case Flush() -> out.type(FrontendType.FLUSH);
                    case FunctionCall call -> call(call, out.type(FrontendType.FUNCTION_CALL));
                    case Parse(String statement, String sql, var types) ->
                            out.type(FrontendType.PARSE)
                                    .string(statement)
                                    .string(sql)
                                    .list(types, FrameWriter::int32);
                    case PasswordMessage(var password) ->
                            out.type(FrontendType.PASSWORD).string(password.reveal());
                    case Query(String sql) -> out.type(FrontendType.QUERY).string(sql);
                    case SaslInitialResponse(String mechanism, var data) ->
                            out.type(FrontendType.PASSWORD).string(mechanism).value(data);
                    case SaslResponse(Bytes data) -> out.type(FrontendType.PASSWORD).bytes(data);
                    case Sync() -> out.type(FrontendType.SYNC);
                    case Terminate() -> out.type(FrontendType.TERMINATE);
                };
    }

    private static FrameWriter bind(Bind bind, FrameWriter out) {
        return out.string(bind.portal())
                .string(bind.statement())
                .formats(bind.parameterFormats())
                .list(bind.parameters(), FrameWriter::value)
                .formats(bind.resultFormats());
    }

    private static FrameWriter call(FunctionCall call, FrameWriter out) {
        return out.int32(call.function())
                .formats(call.argumentFormats())
                .list(call.arguments(), FrameWriter::value)
                .int16(call.resultFormat().code());
    }
}
