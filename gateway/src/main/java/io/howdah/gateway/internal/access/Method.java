package io.howdah.gateway.internal.access;

import java.util.Arrays;
import java.util.Optional;

/** How a client proves who it is, by {@code pg_hba.conf}'s names. */
public enum Method {
    TRUST("trust"),
    REJECT("reject"),
    SCRAM("scram-sha-256"),
    MD5("md5"),
    PASSWORD("password"),
    CERT("cert"),
    PEER("peer"),
    IDENT("ident"),
    GSS("gss"),
    SSPI("sspi"),
    LDAP("ldap"),
    RADIUS("radius"),
    PAM("pam"),
    BSD("bsd"),
    OAUTH("oauth");

    private final String word;

    Method(String word) {
        this.word = word;
    }

    /** The name in a rule. */
    public String word() {
        return word;
    }

    /** The method of that name. */
    static Optional<Method> of(String word) {
        return Arrays.stream(values()).filter(method -> method.word.equals(word)).findFirst();
    }

    /** Whether Howdah can do it; the others are known, so that they are refused by name. */
    boolean isBuilt() {
        return compareTo(PEER) <= 0;
    }

    /** Whether the user is found through a map from a name that something else vouches for. */
    boolean usesMap() {
        return switch (this) {
            case CERT, PEER, IDENT, GSS, SSPI, OAUTH -> true;
            case TRUST, REJECT, SCRAM, MD5, PASSWORD, LDAP, RADIUS, PAM, BSD -> false;
        };
    }
}
