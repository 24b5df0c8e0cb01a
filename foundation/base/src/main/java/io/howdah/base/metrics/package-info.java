/** Counters and gauges that cost next to nothing to update. */
@NullMarked
package io.howdah.base.metrics;

import org.jspecify.annotations.NullMarked;
