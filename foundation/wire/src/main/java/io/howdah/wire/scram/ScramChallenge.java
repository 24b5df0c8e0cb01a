package io.howdah.wire.scram;

import io.howdah.wire.Bytes;

/** What the server's first message asks of the client: keys for this salt and iteration count. */
public record ScramChallenge(Bytes salt, int iterations) {}
