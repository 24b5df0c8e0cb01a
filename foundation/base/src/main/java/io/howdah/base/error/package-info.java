/** The error catalogue: SQLSTATE, category and whether trying again helps. */
@NullMarked
package io.howdah.base.error;

import org.jspecify.annotations.NullMarked;
