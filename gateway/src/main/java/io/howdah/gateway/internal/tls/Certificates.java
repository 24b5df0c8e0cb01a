package io.howdah.gateway.internal.tls;

import io.howdah.gateway.internal.tls.ConnectionSecurity.PeerCertificate;

import java.security.cert.X509Certificate;
import java.util.Optional;

import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** What is read from certificates. */
final class Certificates {
    private Certificates() {}

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
