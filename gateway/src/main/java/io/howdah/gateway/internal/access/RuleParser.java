package io.howdah.gateway.internal.access;

import io.howdah.gateway.internal.access.MethodOptions.ClientCertificate;
import io.howdah.gateway.internal.access.Rule.Kind;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Reads one line of {@code pg_hba.conf}. Its complaints are PostgreSQL's, word for word where
 * PostgreSQL has them.
 */
final class RuleParser {
    private final TokenLine line;
    private final Iterator<List<Token>> fields;

    private RuleParser(TokenLine line) {
        this.line = line;
        this.fields = line.fields().iterator();
    }

    /**
     * The rule that a line stands for.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    static Rule parse(TokenLine line) {
        return new RuleParser(line).rule();
    }

    private Rule rule() {
        Kind kind = kind(only(fields.next(), "connection type"));
        Names databases = Names.of(field("end-of-line before database specification"));
        Names users = Names.of(field("end-of-line before role specification"));
        AddressMatch address =
                kind == Kind.LOCAL ? new AddressMatch.Anywhere() : AddressParser.parse(this);
        List<Token> named = field("end-of-line before authentication method");
        Method method = method(only(named, "authentication type").text(), kind);
        MethodOptions options = options(method, kind);
        return new Rule(line.position(), kind, databases, users, address, method, options);
    }

    /** The next field. */
    List<Token> field(String missing) {
        if (!fields.hasNext()) {
            throw new IllegalArgumentException(missing);
        }
        return fields.next();
    }

    /** The only word of {@code field}. */
    static Token only(List<Token> field, String what) {
        if (field.size() > 1) {
            throw new IllegalArgumentException("multiple values specified for " + what);
        }
        return field.getFirst();
    }

    private static Kind kind(Token word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(word.text()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "invalid connection type \"" + word + "\""));
    }

    private static Method method(String word, Kind kind) {
        Method method =
                Method.of(word)
                        .map(found -> local(found, kind))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "invalid authentication method \"" + word + "\""));
        if (!method.isBuilt()) {
            throw new IllegalArgumentException(
                    "authentication method \"" + word + "\" is not built into Howdah yet");
        }
        if (method == Method.PEER && kind != Kind.LOCAL) {
            throw new IllegalArgumentException(
                    "peer authentication is only supported on local sockets");
        }
        if (method == Method.CERT && kind != Kind.HOSTSSL) {
            throw new IllegalArgumentException(
                    "cert authentication is only supported on hostssl connections");
        }
        return method;
    }

    /** On a Unix socket {@code ident} has always meant {@code peer}. */
    private static Method local(Method method, Kind kind) {
        return method == Method.IDENT && kind == Kind.LOCAL ? Method.PEER : method;
    }

    private MethodOptions options(Method method, Kind kind) {
        MethodOptions options = MethodOptions.NONE;
        while (fields.hasNext()) {
            for (Token word : fields.next()) {
                options = OptionParser.add(options, word.text(), method, kind);
            }
        }
        return method == Method.CERT
                ? new MethodOptions(
                        options.map(), ClientCertificate.VERIFY_FULL, options.certificateName())
                : options;
    }
}
