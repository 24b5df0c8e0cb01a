package io.howdah.gateway.internal.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows the method in a rule.
 *
 * @param map the user-name map to use
 * @param certificate what is asked of the client's certificate
 * @param certificateName what of the certificate is the client's name
 */
public record MethodOptions(
        Optional<String> map, ClientCertificate certificate, CertificateName certificateName) {
    /** Nothing follows. */
    static final MethodOptions NONE =
            new MethodOptions(Optional.empty(), ClientCertificate.ANY, CertificateName.CN);

    /** What is asked of the client's certificate. */
    public enum ClientCertificate {
        /** Nothing: there need not be one. */
        ANY,
        /** A trusted authority has signed it. */
        VERIFY_CA,
        /** And it is made out to the user. */
        VERIFY_FULL
    }

    /** Which part of a certificate's subject names the client. */
    public enum CertificateName {
        /** Its common name. */
        CN,
        /** All of it, as RFC 2253 writes it. */
        DN
    }

    /** As {@code pg_hba_file_rules.options} shows them. */
    List<String> shown() {
        List<String> shown = new ArrayList<>();
        map.ifPresent(name -> shown.add("map=" + name));
        switch (certificate) {
            case ANY -> {}
            case VERIFY_CA -> shown.add("clientcert=verify-ca");
            case VERIFY_FULL -> shown.add("clientcert=verify-full");
        }
        return shown;
    }
}
