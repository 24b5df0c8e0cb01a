package io.howdah.wire;

import io.howdah.wire.Authentication.CleartextPassword;
import io.howdah.wire.Authentication.Md5Password;
import io.howdah.wire.Authentication.Ok;
import io.howdah.wire.Authentication.Sasl;
import io.howdah.wire.Authentication.SaslContinue;
import io.howdah.wire.Authentication.SaslFinal;
import io.howdah.wire.Authentication.Unsupported;

import java.util.ArrayList;
import java.util.List;

/** Reads and writes the bodies of the authentication messages, told apart by a code. */
final class AuthenticationCodec {
    private static final int OK = 0;
    private static final int CLEARTEXT_PASSWORD = 3;
    private static final int MD5_PASSWORD = 5;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;

    private AuthenticationCodec() {}

    static Authentication decode(BodyReader body) throws ProtocolException {
        int code = body.int32("code");
        return switch (code) {
            case OK -> new Ok();
            case CLEARTEXT_PASSWORD -> new CleartextPassword();
            case MD5_PASSWORD -> new Md5Password(body.bytes(Md5Password.SALT, "salt"));
            case SASL -> new Sasl(mechanisms(body));
            case SASL_CONTINUE -> new SaslContinue(body.rest());
            case SASL_FINAL -> new SaslFinal(body.rest());
            default -> new Unsupported(code, body.rest());
        };
    }

    private static List<String> mechanisms(BodyReader body) throws ProtocolException {
        List<String> mechanisms = new ArrayList<>();
        String mechanism = body.string("mechanism");
        while (!mechanism.isEmpty()) {
            mechanisms.add(mechanism);
            mechanism = body.string("mechanism");
        }
        return mechanisms;
    }

    static FrameWriter write(Authentication message, FrameWriter out) {
        return switch (message) {
            case Ok() -> out.int32(OK);
            case CleartextPassword() -> out.int32(CLEARTEXT_PASSWORD);
            case Md5Password(Bytes salt) -> out.int32(MD5_PASSWORD).bytes(salt);
            case Sasl(List<String> mechanisms) -> {
                out.int32(SASL);
                mechanisms.forEach(out::string);
                yield out.int8(0);
            }
            case SaslContinue(Bytes data) -> out.int32(SASL_CONTINUE).bytes(data);
            case SaslFinal(Bytes data) -> out.int32(SASL_FINAL).bytes(data);
            case Unsupported(int code, Bytes data) -> out.int32(code).bytes(data);
        };
    }
}
