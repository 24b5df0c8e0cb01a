/** Clients with a PostgreSQL connection of their own, whose bytes pass through as they are. */
@NullMarked
package io.howdah.gateway.internal.relay;

import org.jspecify.annotations.NullMarked;
