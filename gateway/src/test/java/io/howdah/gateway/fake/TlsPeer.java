package io.howdah.gateway.fake;

import io.howdah.base.HostPort;
import io.howdah.gateway.fake.Authority.Issued;
import io.howdah.wire.StartupPacket.SslRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * One end of TLS by the JDK's blocking sockets.
 *
 * @param trusted the authority whose certificates it believes
 * @param own the certificate that it shows, if any
 */
public record TlsPeer(X509Certificate trusted, Optional<Issued> own) {
    private static final int TIMEOUT_MILLIS = 5_000;

    /** Believes {@code authority}, and shows nothing. */
    public TlsPeer(Authority authority) {
        this(authority.certificate(), Optional.empty());
    }

    /** A client's connection that asks for encryption first; the handshake is done. */
    public SSLSocket connect(HostPort address) throws IOException {
        Socket socket = new Socket(address.host(), address.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.getOutputStream().write(sslRequest());
        int answer = socket.getInputStream().read();
        if (answer != 'S') {
            socket.close();
            throw new IOException("the answer to SSLRequest was " + (char) answer);
        }
        return handshake(over(socket, address));
    }

    /** A client's connection that speaks TLS from the first byte, and names {@code protocols}. */
    public SSLSocket connectDirectly(HostPort address, String... protocols) throws IOException {
        Socket socket = new Socket(address.host(), address.port());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        SSLSocket secure = over(socket, address);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        secure.setSSLParameters(parameters);
        return handshake(secure);
    }

    /** The request as it is on the wire. */
    public static byte[] sslRequest() {
        ByteBuf packet = Unpooled.buffer();
        new SslRequest().encode(packet);
        return ByteBufUtil.getBytes(packet);
    }

    private SSLSocket over(Socket socket, HostPort address) throws IOException {
        return (SSLSocket) factory().createSocket(socket, address.host(), address.port(), true);
    }

    private static SSLSocket handshake(SSLSocket socket) throws IOException {
        try {
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A server's end of {@code socket}. */
    public SSLSocket accept(Socket socket) throws IOException {
        return (SSLSocket) factory().createSocket(socket, null, true);
    }

    private SSLSocketFactory factory() {
        try {
            KeyStore trust = emptyStore();
            trust.setCertificateEntry("authority", trusted);
            TrustManagerFactory trusts =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusts.init(trust);
            KeyStore keys = emptyStore();
            if (own.isPresent()) {
                X509Certificate[] chain = {own.get().certificate()};
                keys.setKeyEntry("own", own.get().key(), new char[0], chain);
            }
            KeyManagerFactory managers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), trusts.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
