package io.howdah.wire.scram;

import io.howdah.base.Randomness;
import io.howdah.base.error.ErrorCode;
import io.howdah.wire.Bytes;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.util.Base64;

/**
 * The client's side of one log-in: {@link #clientFirst}, {@link #challenge}, {@link #clientFinal},
 * {@link #verify}, once each and in this order. It costs a few hashes and may run on an event loop,
 * once the keys are there; for one thread at a time.
 */
public final class ScramClient {
    private final String clientFirstBare;
    private final String ownNonce;
    private final ChannelBinding binding;
    private @Nullable First first;
    private byte @Nullable [] expectedSignature;

    /** What the server's first message said. */
    private record First(String message, String nonce, ScramChallenge challenge) {}

    /** Begins a log-in. The user is the one of the start-up packet. */
    public ScramClient(Randomness randomness) {
        this(randomness, new ChannelBinding.None());
    }

    /** Begins a log-in on a connection that may be encrypted. */
    public ScramClient(Randomness randomness, ChannelBinding binding) {
        this("", Nonce.draw(randomness), binding);
    }

    ScramClient(String user, String ownNonce) {
        this(user, ownNonce, new ChannelBinding.None());
    }

    ScramClient(String user, String ownNonce, ChannelBinding binding) {
        this.binding = binding;
        this.ownNonce = ownNonce;
        this.clientFirstBare = "n=" + user + ",r=" + ownNonce;
    }

    /** What goes into the SASLInitialResponse. */
    public Bytes clientFirst() {
        return Exchange.bytes(binding.header() + clientFirstBare);
    }

    /**
     * Reads the server's first message. The caller then finds or derives the keys for it.
     *
     * @throws ScramException when it is malformed, out of bounds, or not an answer to this client
     */
    public ScramChallenge challenge(Bytes serverFirst) throws ScramException {
        if (first != null) {
            throw new IllegalStateException("challenge was called before");
        }
        AttributeReader message = new AttributeReader(serverFirst);
        String nonce = message.nonce();
        if (!nonce.startsWith(ownNonce) || nonce.length() == ownNonce.length()) {
            throw ScramException.malformed("the server did not add to the nonce");
        }
        Bytes salt = message.base64('s');
        long iterations = message.number('i');
        message.skipExtensions('\0');
        message.end();
        if (!Scram.allowsIterations(iterations) || !Scram.allowsSalt(salt.size())) {
            throw ScramException.malformed(
                    iterations + " iterations with " + salt.size() + " bytes of salt");
        }
        ScramChallenge challenge = new ScramChallenge(salt, (int) iterations);
        first = new First(message.consumed(), nonce, challenge);
        return challenge;
    }

    /**
     * Proves that this client has {@code keys}.
     *
     * @throws IllegalArgumentException when they do not fit the challenge
     */
    public Bytes clientFinal(ScramKeys keys) {
        if (first == null || expectedSignature != null) {
            throw new IllegalStateException("clientFinal follows challenge, once");
        }
        if (!keys.fits(first.challenge())) {
            throw new IllegalArgumentException("keys for another salt or iteration count");
        }
        byte[] bound = binding.input(binding.header()).toArray();
        String withoutProof =
                "c=" + Base64.getEncoder().encodeToString(bound) + ",r=" + first.nonce();
        Exchange exchange = new Exchange(clientFirstBare, first.message(), withoutProof);
        byte[] clientKey = keys.clientKey().toArray();
        byte[] proof = Sha256.xor(clientKey, exchange.sign(Sha256.hash(clientKey)));
        expectedSignature = exchange.sign(keys.serverKey().toArray());
        return Exchange.bytes(withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof));
    }

    /**
     * Checks that the server knows the user's verifier. Only then is it the server it claims to be.
     *
     * @throws ScramException with {@link ErrorCode#INVALID_AUTHORIZATION} when it does not, or says
     *     that the client's proof is wrong
     */
    public void verify(Bytes serverFinal) throws ScramException {
        if (expectedSignature == null) {
            throw new IllegalStateException("verify follows clientFinal");
        }
        AttributeReader message = new AttributeReader(serverFinal);
        if (message.peek() == 'e') {
            throw refused("the server refused: " + message.attribute('e'));
        }
        Bytes signature = message.base64('v');
        message.skipExtensions('\0');
        message.end();
        if (!MessageDigest.isEqual(signature.toArray(), expectedSignature)) {
            throw refused("the server does not know the password");
        }
    }

    private static ScramException refused(String what) {
        return new ScramException(ErrorCode.INVALID_AUTHORIZATION, what);
    }
}
