/** Queueing servers under open-loop load, event by event: what a strategy's choices cost. */
@NullMarked
package io.howdah.routing.simulation;

import org.jspecify.annotations.NullMarked;
