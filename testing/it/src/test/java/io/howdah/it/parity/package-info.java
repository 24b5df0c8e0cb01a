/** Plays sequences of messages, written down in files, and compares who answers what. */
@NullMarked
package io.howdah.it.parity;

import org.jspecify.annotations.NullMarked;
