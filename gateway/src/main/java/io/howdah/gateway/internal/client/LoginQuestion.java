package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.login.KnownSecret;
import io.howdah.gateway.internal.net.Outbox;

/**
 * A password that has to be proven.
 *
 * @param known what is known of it
 */
record LoginQuestion(
        ClientContext context,
        Outbox outbox,
        String user,
        KnownSecret known,
        LoginOutcome outcome) {}
