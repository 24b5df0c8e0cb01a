/** The simplest client that a measurement can have. */
@NullMarked
package io.howdah.bench.client;

import org.jspecify.annotations.NullMarked;
