/** Clients: start-up and log-in, what they send, and what of their session is remembered. */
@NullMarked
package io.howdah.gateway.internal.client;

import org.jspecify.annotations.NullMarked;
