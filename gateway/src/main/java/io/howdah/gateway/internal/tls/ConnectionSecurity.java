package io.howdah.gateway.internal.tls;

import io.howdah.wire.Bytes;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * What is known about a connection, to a client or to PostgreSQL, beside what travels on it: its
 * encryption, and who the system says is at the other end of a Unix socket. Settled before the
 * start-up packet is read.
 *
 * @param encryption present when the connection is encrypted
 * @param local present when it is a Unix socket
 */
public record ConnectionSecurity(Optional<Encryption> encryption, Optional<Local> local) {
    /** A TCP connection that anybody on its way can read. */
    public static final ConnectionSecurity PLAIN =
            new ConnectionSecurity(Optional.empty(), Optional.empty());

    /** A Unix socket, whoever is at its other end. */
    public static final ConnectionSecurity LOCAL =
            new ConnectionSecurity(
                    Optional.empty(), Optional.of(new Local(Local.UNKNOWN, Optional.empty())));

    private static final AttributeKey<ConnectionSecurity> KEY =
            AttributeKey.valueOf(ConnectionSecurity.class, "security");

    /**
     * A TLS connection whose handshake is done.
     *
     * @param protocol such as {@code TLSv1.3}
     * @param cipher such as {@code TLS_AES_256_GCM_SHA384}
     * @param peer of the other end's certificate, present only when it was verified
     * @param serverEndPoint channel binding {@code tls-server-end-point} of RFC 5929: Howdah's own
     *     certificate towards a client, PostgreSQL's towards a backend; absent when its signature
     *     has no hash of its own
     */
    public record Encryption(
            String protocol,
            String cipher,
            Optional<PeerCertificate> peer,
            Optional<Bytes> serverEndPoint) {}

    /**
     * Whom a certificate names.
     *
     * @param subject its distinguished name as RFC 2253 writes it
     * @param commonName the first CN in it
     */
    public record PeerCertificate(String subject, Optional<String> commonName) {}

    /**
     * The process at the other end of a Unix socket when it connected.
     *
     * @param uid its user's number, or {@link #UNKNOWN}
     * @param user the name of that user, if it has one
     */
    public record Local(int uid, Optional<String> user) {
        /** The system does not tell, or has not been asked. */
        public static final int UNKNOWN = -1;
    }

    /** What is known about {@code channel}. */
    public static ConnectionSecurity of(Channel channel) {
        @Nullable ConnectionSecurity known = channel.attr(KEY).get();
        return known == null ? PLAIN : known;
    }

    /** This connection is encrypted now. */
    public ConnectionSecurity with(Encryption now) {
        return new ConnectionSecurity(Optional.of(now), local);
    }

    /** Notes it with {@code channel}. */
    public void note(Channel channel) {
        channel.attr(KEY).set(this);
    }

    /** Whether nobody on the way can read it. */
    public boolean isEncrypted() {
        return encryption.isPresent();
    }

    /** Whether it is a Unix socket. */
    public boolean isLocal() {
        return local.isPresent();
    }

    /** The subject of the peer's verified certificate, as RFC 2253 writes it. */
    public Optional<String> peerSubject() {
        return encryption.flatMap(Encryption::peer).map(PeerCertificate::subject);
    }

    /** The first common name in the peer's verified certificate. */
    public Optional<String> peerCommonName() {
        return encryption.flatMap(Encryption::peer).flatMap(PeerCertificate::commonName);
    }

    /** The bytes of channel binding {@code tls-server-end-point}, RFC 5929. */
    public Optional<Bytes> serverEndPoint() {
        return encryption.flatMap(Encryption::serverEndPoint);
    }

    /** The system's user at the other end of a Unix socket. */
    public Optional<String> peerUser() {
        return local.flatMap(Local::user);
    }
}
