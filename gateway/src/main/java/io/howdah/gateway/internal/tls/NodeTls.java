package io.howdah.gateway.internal.tls;

import io.howdah.gateway.config.BackendTlsSettings;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.config.TlsMode;
import io.howdah.wire.Bytes;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** TLS towards one node. Safe from any thread. */
public final class NodeTls {
    private final BackendTlsSettings settings;
    private final String serverName;
    private final int port;
    private volatile @Nullable SslContext context;

    private NodeTls(BackendTlsSettings settings, String serverName, int port) {
        this.settings = settings;
        this.serverName = serverName;
        this.port = port;
    }

    /**
     * Reads the files, if there are any. Without, the library is not even loaded before a server
     * has agreed to speak TLS.
     */
    static NodeTls load(BackendTlsSettings defaults, NodeSettings node) throws TlsFileException {
        BackendTlsSettings settings = node.tls().over(defaults);
        NodeTls tls =
                new NodeTls(
                        settings,
                        node.tls().serverName().orElse(node.address().host()),
                        node.address().port());
        if (settings.mode() != TlsMode.DISABLE
                && (settings.caFile().isPresent() || settings.certificateFile().isPresent())) {
            tls.context = tls.build();
        }
        return tls;
    }

    /** How much encryption is asked for. */
    public TlsMode mode() {
        return settings.mode();
    }

    /** Encrypts a connection to the node. */
    public TlsHandler connect(ByteBufAllocator allocator) throws TlsFileException {
        return new TlsHandler(context().newEngine(allocator, serverName, port));
    }

    /** What the handshake of {@code handler} has settled. */
    public void noteSecurity(Channel channel, TlsHandler handler) {
        SSLSession session = handler.engine().getSession();
        ConnectionSecurity.of(channel)
                .with(Certificates.encryption(session, endPoint(session)))
                .note(channel);
    }

    private static Optional<Bytes> endPoint(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain[0] instanceof X509Certificate server
                    ? ServerEndPoint.of(server)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private SslContext context() throws TlsFileException {
        SslContext known = context;
        if (known == null) {
            synchronized (this) {
                known = context;
                if (known == null) {
                    known = build();
                    context = known;
                }
            }
        }
        return known;
    }

    private SslContext build() throws TlsFileException {
        boolean named = settings.mode() == TlsMode.VERIFY_FULL;
        SslContextBuilder builder =
                SslContextBuilder.forClient().endpointIdentificationAlgorithm(named ? "HTTPS" : "");
        if (!settings.isVerified()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
        } else if (settings.caFile().isPresent()) {
            builder.trustManager(PemFile.read(settings.caFile().get()).certificates());
        }
        if (settings.certificateFile().isPresent()) {
            KeyPair.read(
                            settings.certificateFile().get(),
                            settings.keyFile(),
                            settings.keyPassword())
                    .give(builder);
        }
        try {
            return TlsLibrary.used().build(builder, settings.minimumVersion(), settings.ciphers());
        } catch (SSLException | IllegalArgumentException e) {
            throw new TlsFileException(
                    settings.certificateFile().or(settings::caFile).orElse(Path.of("backend-tls")),
                    "cannot be used for TLS: " + HandshakeReason.of(e));
        }
    }
}
