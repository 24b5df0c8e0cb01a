/** Results as tables, with PostgreSQL's types. */
@NullMarked
package io.howdah.admin.internal.table;

import org.jspecify.annotations.NullMarked;
