/** What SHOW can show. */
@NullMarked
package io.howdah.admin.internal.show;

import org.jspecify.annotations.NullMarked;
