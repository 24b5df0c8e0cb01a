/** Howdah in front of real PostgreSQL servers, used by real drivers and programs. */
@NullMarked
package io.howdah.it;

import org.jspecify.annotations.NullMarked;
