/** One line an event on standard error. */
@NullMarked
package io.howdah.app.log;

import org.jspecify.annotations.NullMarked;
