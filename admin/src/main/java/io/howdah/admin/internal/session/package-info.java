/** The console's side of PostgreSQL's protocol. */
@NullMarked
package io.howdah.admin.internal.session;

import org.jspecify.annotations.NullMarked;
