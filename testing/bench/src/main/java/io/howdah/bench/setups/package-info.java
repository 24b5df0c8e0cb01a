/** The set-ups of a pooling benchmark: how gateways and servers are put together. */
@NullMarked
package io.howdah.bench.setups;

import org.jspecify.annotations.NullMarked;
