/** Latencies at a fixed rate of arrivals. */
@NullMarked
package io.howdah.bench.tail;

import org.jspecify.annotations.NullMarked;
