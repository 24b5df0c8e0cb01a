/** A gateway that is none, for tests. */
@NullMarked
package io.howdah.admin.internal;

import org.jspecify.annotations.NullMarked;
