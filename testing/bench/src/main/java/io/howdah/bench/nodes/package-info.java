/** Nodes of given powers, out of PostgreSQL servers that share two cores. */
@NullMarked
package io.howdah.bench.nodes;

import org.jspecify.annotations.NullMarked;
