package io.howdah.gateway.internal.access;

import io.howdah.gateway.internal.access.MethodOptions.CertificateName;
import io.howdah.gateway.internal.access.MethodOptions.ClientCertificate;
import io.howdah.gateway.internal.access.Rule.Kind;

import java.util.Optional;

/** Reads the {@code name=value} words at a rule's end. */
final class OptionParser {
    private OptionParser() {}

    /**
     * {@code options} with one more.
     *
     * @throws IllegalArgumentException when there is no such option, or not for this rule
     */
    static MethodOptions add(MethodOptions options, String word, Method method, Kind kind) {
        int equals = word.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    "authentication option not in name=value format: " + word);
        }
        String name = word.substring(0, equals);
        String value = word.substring(equals + 1);
        return switch (name) {
            case "map" ->
                    new MethodOptions(
                            Optional.of(map(value, method)),
                            options.certificate(),
                            options.certificateName());
            case "clientcert" ->
                    new MethodOptions(
                            options.map(),
                            certificate(value, method, kind),
                            options.certificateName());
            case "clientname" ->
                    new MethodOptions(
                            options.map(), options.certificate(), certificateName(value, kind));
            default ->
                    throw new IllegalArgumentException(
                            "unrecognized authentication option name: \"" + name + "\"");
        };
    }

    private static String map(String value, Method method) {
        if (!method.usesMap()) {
            throw new IllegalArgumentException(
                    "authentication option \"map\" is only valid for authentication methods ident,"
                            + " peer, gssapi, sspi, cert, and oauth");
        }
        return value;
    }

    private static ClientCertificate certificate(String value, Method method, Kind kind) {
        onlyOverTls("clientcert", kind);
        return switch (value) {
            case "verify-full" -> ClientCertificate.VERIFY_FULL;
            case "verify-ca" -> {
                if (method == Method.CERT) {
                    throw new IllegalArgumentException(
                            "clientcert only accepts \"verify-full\" when using \"cert\""
                                    + " authentication");
                }
                yield ClientCertificate.VERIFY_CA;
            }
            default ->
                    throw new IllegalArgumentException(
                            "invalid value for clientcert: \"" + value + "\"");
        };
    }

    private static CertificateName certificateName(String value, Kind kind) {
        onlyOverTls("clientname", kind);
        return switch (value) {
            case "CN" -> CertificateName.CN;
            case "DN" -> CertificateName.DN;
            default ->
                    throw new IllegalArgumentException(
                            "invalid value for clientname: \"" + value + "\"");
        };
    }

    private static void onlyOverTls(String option, Kind kind) {
        if (kind != Kind.HOSTSSL) {
            throw new IllegalArgumentException(
                    option + " can only be configured for \"hostssl\" rows");
        }
    }
}
