/** JMH on what runs for every statement: {@code ./howdah bench parts}. */
@NullMarked
package io.howdah.bench.parts;

import org.jspecify.annotations.NullMarked;
