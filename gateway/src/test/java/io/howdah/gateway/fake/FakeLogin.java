package io.howdah.gateway.fake;

import io.howdah.base.Randomness;
import io.howdah.base.Secret;
import io.howdah.wire.Authentication;
import io.howdah.wire.Bytes;
import io.howdah.wire.FrontendMessage.SaslInitialResponse;
import io.howdah.wire.ProtocolException;
import io.howdah.wire.StartupPacket.Startup;
import io.howdah.wire.scram.Scram;
import io.howdah.wire.scram.ScramException;
import io.howdah.wire.scram.ScramServer;
import io.howdah.wire.scram.ScramVerifier;
import io.netty.buffer.ByteBufUtil;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Lets a client in by trust or SCRAM. */
final class FakeLogin {
    private FakeLogin() {}

    static void check(FakeConnection open, Startup startup, Optional<Secret> password)
            throws IOException, FakeError {
        if (startup.parameters().getOrDefault("database", "").equals("nowhere")) {
            throw new FakeError("FATAL", "3D000", "database \"nowhere\" does not exist");
        }
        if (password.isPresent()) {
            try {
                prove(open, password.get());
            } catch (ScramException | ProtocolException e) {
                throw new FakeError("FATAL", "28P01", "password authentication failed");
            }
        }
        open.send(new Authentication.Ok());
    }

    private static void prove(FakeConnection open, Secret password)
            throws IOException, FakeError, ScramException, ProtocolException {
        open.send(new Authentication.Sasl(List.of(Scram.MECHANISM)));
        open.flush();
        Bytes salt = Bytes.utf8("0123456789abcdef");
        ScramServer server =
                new ScramServer(ScramVerifier.derive(password, salt, 16), Randomness.secure());
        SaslInitialResponse first = SaslInitialResponse.decode(open.frame().body());
        Bytes data = first.data();
        if (data == null) {
            throw new ProtocolException("no SASL data");
        }
        open.send(new Authentication.SaslContinue(server.serverFirst(data)));
        open.flush();
        Bytes proof = Bytes.of(ByteBufUtil.getBytes(open.frame().body()));
        open.send(new Authentication.SaslFinal(server.serverFinal(proof)));
    }
}
