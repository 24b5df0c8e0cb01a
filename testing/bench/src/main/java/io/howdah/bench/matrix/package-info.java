/** pgbench in every cell, through every target, in rounds. */
@NullMarked
package io.howdah.bench.matrix;

import org.jspecify.annotations.NullMarked;
