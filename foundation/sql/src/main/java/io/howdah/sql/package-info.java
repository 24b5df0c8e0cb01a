/** What a statement's text tells: tokens and kinds. */
@NullMarked
package io.howdah.sql;

import org.jspecify.annotations.NullMarked;
