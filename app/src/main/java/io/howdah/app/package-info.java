/** The command line and the wiring of everything else. */
@NullMarked
package io.howdah.app;

import org.jspecify.annotations.NullMarked;
