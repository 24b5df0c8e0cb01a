package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.access.Attempt;
import io.howdah.gateway.internal.access.Method;
import io.howdah.gateway.internal.access.MethodOptions.CertificateName;
import io.howdah.gateway.internal.access.MethodOptions.ClientCertificate;
import io.howdah.gateway.internal.access.Rule;
import io.howdah.gateway.internal.login.Answer;
import io.howdah.gateway.internal.login.KnownSecret;
import io.howdah.gateway.internal.login.Logins;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.gateway.internal.tls.ConnectionSecurity;
import io.howdah.wire.FrontendType;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * From a start-up packet to a proven identity: finds the rule, and has the client do what it says.
 * Confined to the client's loop.
 */
final class ClientLogin implements LoginOutcome {
    private static final System.Logger LOG = System.getLogger(ClientLogin.class.getName());

    private final ClientContext context;
    private final Logins logins;
    private final Outbox outbox;
    private final Attempt attempt;
    private final RuleSearch search;
    private final ConnectionSecurity security;
    private final Runnable asking;
    private final Runnable passed;
    private final Consumer<Failure> refused;
    private @Nullable Rule rule;
    private @Nullable LoginExchange exchange;
    private boolean over;

    /**
     * @param asking run when the client has been asked for something, and may be read
     * @param passed run when it is who it wants to be
     * @param refused told what to tell it when it is not
     */
    ClientLogin(
            ClientContext context,
            Channel channel,
            Outbox outbox,
            Attempt attempt,
            Runnable asking,
            Runnable passed,
            Consumer<Failure> refused) {
        this.context = context;
        this.logins = context.logins();
        this.outbox = outbox;
        this.attempt = attempt;
        this.search = new RuleSearch(logins, outbox, attempt, this::refuse);
        this.security = ConnectionSecurity.of(channel);
        this.asking = asking;
        this.passed = passed;
        this.refused = refused;
    }

    /** Finds out what the client has to do. */
    void begin() {
        if (logins.failures().isBarred(attempt.address(), loop().nanos())) {
            refuse(Refusals.BARRED, "too many have failed");
            return;
        }
        search.begin(this::follow);
    }

    /** Whether it is not known yet what to ask the client for: it should not be read. */
    boolean isUndecided() {
        return !over && exchange == null;
    }

    /** The client has gone, or takes too long: whatever is still asked for does not matter. */
    void abandon() {
        over = true;
    }

    private Loop loop() {
        return outbox.loop();
    }

    // ---- the rule

    private void follow(Rule found) {
        if (over) {
            return;
        }
        rule = found;
        boolean certified = security.peerSubject().isPresent();
        if (found.options().certificate() != ClientCertificate.ANY && !certified) {
            refuse(Refusals.NO_CERTIFICATE, "the rule asks for one");
            return;
        }
        switch (found.method()) {
            case REJECT -> refuse(Refusals.rejected(attempt), "the rule says so");
            case TRUST, CERT -> proven();
            case PEER -> identify(security.peerUser(), this::pass);
            case PASSWORD -> {
                if (security.isEncrypted() || attempt.isLocal()) {
                    learnSecret(found.method());
                } else {
                    refuse(Refusals.NOT_ENCRYPTED, "the password would be read by others");
                }
            }
            case SCRAM, MD5 -> learnSecret(found.method());
            case IDENT, GSS, SSPI, LDAP, RADIUS, PAM, BSD, OAUTH ->
                    throw new IllegalStateException("no rule has the method " + found.method());
        }
    }

    // ---- passwords

    private void learnSecret(Method method) {
        logins.secrets()
                .of(
                        attempt.user(),
                        loop(),
                        answer -> {
                            switch (answer) {
                                case Answer.Known(var known) -> ask(method, known);
                                case Answer.Failed(var failure) ->
                                        refuse(failure, "its secret is not known");
                            }
                        });
    }

    private void ask(Method method, KnownSecret known) {
        if (over) {
            return;
        }
        LoginQuestion question = new LoginQuestion(context, outbox, attempt.user(), known, this);
        exchange =
                switch (method) {
                    case PASSWORD -> new PasswordLogin(question);
                    case MD5 ->
                            usesMd5(known)
                                    ? new Md5Login(question)
                                    : new ScramLogin(question, security.serverEndPoint());
                    default -> new ScramLogin(question, security.serverEndPoint());
                };
        asking.run();
    }

    private boolean usesMd5(KnownSecret known) {
        return known instanceof KnownSecret.Nothing
                ? logins.secrets().strangersUseMd5()
                : known.servesMd5();
    }

    /**
     * Takes a message of the exchange from a buffer.
     *
     * @return how many bytes it has, 0 when it is not all there
     */
    int take(ByteBuf buffer, int index, int end) {
        if (over || exchange == null || index == end) {
            return 0;
        }
        byte type = buffer.getByte(index);
        if (type != FrontendType.PASSWORD) {
            violation("expected a password message, got message type " + (type & 0xFF));
            return 0;
        }
        if (end - index < 5) {
            return 0;
        }
        int length = buffer.getInt(index + 1);
        if (length < 4 || length > exchange.limit()) {
            violation("invalid message length");
            return 0;
        }
        if (end - index < length + 1) {
            return 0;
        }
        exchange.receive(buffer.slice(index + 5, length - 4));
        return length + 1;
    }

    // ---- how it ends

    @Override
    public void proven() {
        boolean named =
                rule != null
                        && (rule.method() == Method.CERT
                                || rule.options().certificate() == ClientCertificate.VERIFY_FULL);
        if (named) {
            identify(certificateName(), this::pass);
        } else {
            pass();
        }
    }

    private Optional<String> certificateName() {
        return Objects.requireNonNull(rule).options().certificateName() == CertificateName.DN
                ? security.peerSubject()
                : security.peerCommonName();
    }

    /** Whether {@code name} may be the user that the client wants to be. */
    private void identify(Optional<String> name, Runnable then) {
        if (name.isEmpty()) {
            disproven("nobody vouches for a name");
            return;
        }
        Optional<String> map = Objects.requireNonNull(rule).options().map();
        switch (logins.access().permits(map, name.get(), attempt.user(), search.facts())) {
            case GRANTED -> then.run();
            case DENIED ->
                    disproven(
                            map.map(used -> "user-name map \"" + used + "\" does not let \"")
                                            .orElse("no user-name map lets \"")
                                    + name.get()
                                    + "\" in");
            case NEEDS_ROLES -> search.learnRoles(() -> identify(name, then));
        }
    }

    private void pass() {
        if (!over) {
            over = true;
            passed.run();
        }
    }

    @Override
    public void disproven(String reason) {
        if (over) {
            return;
        }
        context.metrics().loginsFailed.increment();
        logins.secrets().doubt(attempt.user());
        Method method = Objects.requireNonNull(rule).method();
        Failure failure = Refusals.failed(method, attempt.user());
        log(failure, reason);
        long delay = logins.failures().failed(attempt.address(), loop().nanos());
        over = true;
        if (delay == 0) {
            refused.accept(failure);
        } else {
            var _ =
                    loop().executor()
                            .schedule(() -> refused.accept(failure), delay, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void broken(Failure failure) {
        context.metrics().loginsFailed.increment();
        refuse(failure, "what it sent is no part of a log-in");
    }

    private void violation(String what) {
        over = true;
        refused.accept(Failure.of(ErrorCode.PROTOCOL_VIOLATION, what));
    }

    private void refuse(Failure failure, String reason) {
        if (!over) {
            over = true;
            log(failure, reason);
            refused.accept(failure);
        }
    }

    /** Names are the client's to choose: no character of theirs may begin a line of its own. */
    private void log(Failure failure, String reason) {
        LOG.log(
                System.Logger.Level.INFO,
                () -> "log-in refused: " + describe(failure, reason).replaceAll("\\p{Cntrl}", "?"));
    }

    private String describe(Failure failure, String reason) {
        String place = rule == null ? "" : "; rule at " + rule.position();
        return failure.message() + " (" + reason + "; from " + attempt.host() + place + ")";
    }
}
