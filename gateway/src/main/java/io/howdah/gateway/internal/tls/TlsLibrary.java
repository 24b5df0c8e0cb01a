package io.howdah.gateway.internal.tls;

import io.howdah.gateway.config.TlsVersion;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;

import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLException;

/** BoringSSL where it runs, the JDK's TLS elsewhere: loaded when the first context is made. */
enum TlsLibrary {
    BORINGSSL(SslProvider.OPENSSL),
    JDK(SslProvider.JDK);

    private static final List<String> SUITES_OF_1_3 =
            List.of(
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_AES_128_GCM_SHA256");

    private final SslProvider provider;

    TlsLibrary(SslProvider provider) {
        this.provider = provider;
    }

    /** The one that is used in this process. */
    static TlsLibrary used() {
        return Choice.MADE;
    }

    /** Finishes a context. */
    SslContext build(SslContextBuilder builder, TlsVersion minimum, List<String> ciphers)
            throws SSLException {
        builder.sslProvider(provider)
                .protocols(
                        minimum.minor() == 3 ? List.of("TLSv1.3") : List.of("TLSv1.3", "TLSv1.2"));
        if (!ciphers.isEmpty()) {
            List<String> all = new ArrayList<>(SUITES_OF_1_3);
            all.addAll(ciphers);
            builder.ciphers(all);
        }
        SslContext context = builder.build();
        if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
            sessions.setSessionCacheEnabled(false); // As in PostgreSQL; it would cost memory.
        }
        return context;
    }

    /** Made once, and told once. */
    private static final class Choice {
        static final TlsLibrary MADE = OpenSsl.isAvailable() ? BORINGSSL : JDK;

        static {
            System.getLogger("io.howdah.gateway")
                    .log(
                            System.Logger.Level.INFO,
                            MADE == BORINGSSL
                                    ? "TLS by " + OpenSsl.versionString()
                                    : "TLS by the JDK, for there is no BoringSSL for this machine");
        }
    }
}
