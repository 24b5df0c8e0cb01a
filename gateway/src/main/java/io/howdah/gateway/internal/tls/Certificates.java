package io.howdah.gateway.internal.tls;

import io.howdah.gateway.internal.tls.ConnectionSecurity.Encryption;
import io.howdah.gateway.internal.tls.ConnectionSecurity.PeerCertificate;
import io.howdah.wire.Bytes;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;

import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;

/** What is read from certificates. */
final class Certificates {
    private Certificates() {}

    /** What {@code session} has settled, beside {@code serverEndPoint}. */
    static Encryption encryption(SSLSession session, Optional<Bytes> serverEndPoint) {
        return new Encryption(
                session.getProtocol(), session.getCipherSuite(), peer(session), serverEndPoint);
    }

    private static Optional<PeerCertificate> peer(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate certificate
                    ? Optional.of(subject(certificate))
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty(); // It has shown none.
        }
    }

    /** Whom {@code certificate} names. */
    static PeerCertificate subject(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
        return new PeerCertificate(subject, commonName(subject));
    }

    /**
     * The first common name, in the certificate's own order, which is the text's from its end. One
     * with a zero byte in it is none: who reads C strings would take its beginning for the whole.
     */
    static Optional<String> commonName(String subject) {
        try {
            for (Rdn part : new LdapName(subject).getRdns()) {
                Attribute name = part.toAttributes().get("CN");
                if (name != null) {
                    return name.get() instanceof String text && text.indexOf(0) < 0
                            ? Optional.of(text)
                            : Optional.empty();
                }
            }
            return Optional.empty();
        } catch (InvalidNameException e) {
            return Optional.empty();
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}
