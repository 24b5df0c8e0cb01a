package io.howdah.wire.scram;

import io.howdah.base.Randomness;
import io.howdah.base.error.ErrorCode;
import io.howdah.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Objects;

/**
 * The server's side of one log-in: {@link #serverFirst}, then {@link #serverFinal}, once each. It
 * costs a few hashes and may run on an event loop; for one thread at a time.
 *
 * <p>The user name inside the message is ignored, as PostgreSQL does: the one of the start-up
 * packet counts. So are optional extensions.
 */
public final class ScramServer {
    private final ScramVerifier verifier;
    private final String ownNonce;
    private final ChannelBinding binding;
    private Step next = Step.FIRST;
    private @Nullable First first;
    private @Nullable ScramKeys keys;

    private enum Step {
        FIRST,
        FINAL,
        NONE
    }

    /** What the first round settled. */
    private record First(String header, String bare, String nonce, String answer) {}

    /**
     * Begins a log-in.
     *
     * @param verifier the user's, or one of {@link MockVerifiers} when there is no such user
     */
    public ScramServer(ScramVerifier verifier, Randomness randomness) {
        this(verifier, randomness, new ChannelBinding.None());
    }

    /**
     * Begins a log-in on a connection that may be encrypted.
     *
     * @param verifier the user's, or one of {@link MockVerifiers} when there is no such user
     * @param binding what the mechanism that the client chose makes of the connection
     */
    public ScramServer(ScramVerifier verifier, Randomness randomness, ChannelBinding binding) {
        this(verifier, Nonce.draw(randomness), binding);
    }

    ScramServer(ScramVerifier verifier, String ownNonce) {
        this(verifier, ownNonce, new ChannelBinding.None());
    }

    ScramServer(ScramVerifier verifier, String ownNonce, ChannelBinding binding) {
        this.verifier = verifier;
        this.ownNonce = ownNonce;
        this.binding = binding;
    }

    /**
     * Answers the client's first message with nonce, salt and iteration count.
     *
     * @throws ScramException when it is malformed, wants another identity, or binds to another
     *     channel than was agreed
     */
    public Bytes serverFirst(Bytes clientFirst) throws ScramException {
        begin(Step.FIRST);
        AttributeReader message = new AttributeReader(clientFirst);
        GsHeader.read(message, binding);
        String header = message.consumed();
        String bare = message.rest();
        String nonce = readBare(message) + ownNonce;
        String salt = Base64.getEncoder().encodeToString(verifier.salt().toArray());
        String answer = "r=" + nonce + ",s=" + salt + ",i=" + verifier.iterations();
        first = new First(header, bare, nonce, answer);
        next = Step.FINAL;
        return Exchange.bytes(answer);
    }

    /** A step that fails is the last: the client gets one try for each nonce. */
    private void begin(Step step) {
        if (next != step) {
            throw new IllegalStateException("a log-in goes through each step once, in order");
        }
        next = Step.NONE;
    }

    private static String readBare(AttributeReader message) throws ScramException {
        if (message.peek() == 'm') {
            throw ScramException.unsupported("client requires an unsupported SCRAM extension");
        }
        var _ = message.attribute('n');
        String nonce = message.nonce();
        message.skipExtensions('\0');
        message.end();
        return nonce;
    }

    /**
     * Checks the client's proof, and answers with the server's own.
     *
     * @throws ScramException with {@link ErrorCode#INVALID_PASSWORD} when the proof is wrong, with
     *     another code when the message is
     */
    public Bytes serverFinal(Bytes clientFinal) throws ScramException {
        begin(Step.FINAL);
        First begun = Objects.requireNonNull(first);
        AttributeReader message = new AttributeReader(clientFinal);
        checkBinding(message.base64('c'), begun);
        if (!message.nonce().equals(begun.nonce())) {
            throw ScramException.malformed("nonce does not match");
        }
        message.skipExtensions('p');
        Exchange exchange = new Exchange(begun.bare(), begun.answer(), message.consumed());
        Bytes proof = message.base64('p');
        message.end();
        keys = check(exchange, proof);
        byte[] signature = exchange.sign(verifier.serverKey().toArray());
        return Exchange.bytes("v=" + Base64.getEncoder().encodeToString(signature));
    }

    private void checkBinding(Bytes shown, First begun) throws ScramException {
        if (shown.equals(binding.input(begun.header()))) {
            return;
        }
        if (binding instanceof ChannelBinding.EndPoint) {
            throw new ScramException(
                    ErrorCode.INVALID_AUTHORIZATION, "SCRAM channel binding check failed");
        }
        throw ScramException.malformed("channel binding is not that of the first message");
    }

    private ScramKeys check(Exchange exchange, Bytes proof) throws ScramException {
        if (proof.size() != Scram.KEY) {
            throw ScramException.malformed("proof of " + proof.size() + " bytes");
        }
        byte[] storedKey = verifier.storedKey().toArray();
        byte[] clientKey = Sha256.xor(proof.toArray(), exchange.sign(storedKey));
        if (!MessageDigest.isEqual(Sha256.hash(clientKey), storedKey)) {
            throw new ScramException(
                    ErrorCode.INVALID_PASSWORD, "the client does not know the password");
        }
        return new ScramKeys(
                verifier.salt(), verifier.iterations(), Bytes.of(clientKey), verifier.serverKey());
    }

    /**
     * The keys that the client has shown to have, after {@link #serverFinal}: they log in to every
     * server that holds the same verifier.
     *
     * @throws IllegalStateException when the client has not
     */
    public ScramKeys keys() {
        if (keys == null) {
            throw new IllegalStateException("the client is not authenticated");
        }
        return keys;
    }
}
