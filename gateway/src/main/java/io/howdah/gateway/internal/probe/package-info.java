/** Asking nodes what they are, each on a connection of its own. */
@NullMarked
package io.howdah.gateway.internal.probe;

import org.jspecify.annotations.NullMarked;
