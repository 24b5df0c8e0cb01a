package io.howdah.gateway.internal.tls;

import io.howdah.gateway.config.ClientTlsSettings;
import io.howdah.gateway.config.TlsMode;
import io.howdah.gateway.internal.tls.ConnectionSecurity.Encryption;
import io.howdah.wire.Bytes;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;

import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLException;

/** TLS as Howdah offers it to clients. Immutable; safe from any thread. */
public final class ClientTls {
    /**
     * What a client that speaks TLS from the first byte must name, so that no other protocol's
     * client can be led here.
     */
    public static final String ALPN = "postgresql";

    private static final ApplicationProtocolConfig PROTOCOLS =
            new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    ALPN);

    private final TlsMode mode;
    private final SslContext context;
    private final Optional<Bytes> endPoint;

    private ClientTls(TlsMode mode, SslContext context, Optional<Bytes> endPoint) {
        this.mode = mode;
        this.context = context;
        this.endPoint = endPoint;
    }

    /** Reads the files; empty when TLS is off. */
    static Optional<ClientTls> load(ClientTlsSettings settings) throws TlsFileException {
        if (settings.mode() == TlsMode.DISABLE || settings.certificateFile().isEmpty()) {
            return Optional.empty();
        }
        KeyPair pair =
                KeyPair.read(
                        settings.certificateFile().get(),
                        settings.keyFile(),
                        settings.keyPassword());
        SslContextBuilder builder =
                SslContextBuilder.forServer(pair.key(), pair.chain())
                        .applicationProtocolConfig(PROTOCOLS);
        if (settings.caFile().isPresent()) {
            builder.trustManager(PemFile.read(settings.caFile().get()).certificates())
                    .clientAuth(
                            settings.mode().isVerified()
                                    ? ClientAuth.REQUIRE
                                    : ClientAuth.OPTIONAL);
        }
        try {
            return Optional.of(
                    new ClientTls(
                            settings.mode(),
                            TlsLibrary.used()
                                    .build(builder, settings.minimumVersion(), settings.ciphers()),
                            ServerEndPoint.of(pair.certificate())));
        } catch (SSLException | IllegalArgumentException e) {
            throw new TlsFileException(
                    settings.certificateFile().get(),
                    "cannot be used for TLS: " + HandshakeReason.of(e));
        }
    }

    /** Whether a client must not go on in the clear. */
    public boolean isRequired() {
        return mode.isRequired();
    }

    /** Encrypts a connection that a client has made. */
    public TlsHandler accept(ByteBufAllocator allocator) {
        return new TlsHandler(context.newEngine(allocator));
    }

    /** What the handshake of {@code handler} has settled. */
    public void noteSecurity(Channel channel, TlsHandler handler) {
        Encryption encryption = Certificates.encryption(handler.engine().getSession(), endPoint);
        ConnectionSecurity.of(channel).with(encryption).note(channel);
    }

    /** The suites that it would speak, for tests. */
    List<String> ciphers() {
        return context.cipherSuites();
    }
}
