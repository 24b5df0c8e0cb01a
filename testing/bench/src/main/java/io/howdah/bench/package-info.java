/** Measures Howdah beside direct connections and other gateways, on one machine. */
@NullMarked
package io.howdah.bench;

import org.jspecify.annotations.NullMarked;
