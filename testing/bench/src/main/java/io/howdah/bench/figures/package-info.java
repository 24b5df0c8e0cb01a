/** Statistics of a few samples. */
@NullMarked
package io.howdah.bench.figures;

import org.jspecify.annotations.NullMarked;
