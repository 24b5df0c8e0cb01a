/** What Howdah takes to start and to hold clients. */
@NullMarked
package io.howdah.bench.footprint;

import org.jspecify.annotations.NullMarked;
