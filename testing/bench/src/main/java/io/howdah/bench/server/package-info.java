/** PostgreSQL and the gateways in front of it, as processes that end with a run. */
@NullMarked
package io.howdah.bench.server;

import org.jspecify.annotations.NullMarked;
