/** The settings of PgBouncer, and what stands for them here. */
@NullMarked
package io.howdah.admin.pgbouncer;

import org.jspecify.annotations.NullMarked;
