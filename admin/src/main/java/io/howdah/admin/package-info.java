/** The console at which an operator looks at Howdah and steers it. */
@NullMarked
package io.howdah.admin;

import org.jspecify.annotations.NullMarked;
