/** What Linux tells about processes and about the machine. */
@NullMarked
package io.howdah.bench.machine;

import org.jspecify.annotations.NullMarked;
