/** PostgreSQL's own parser, to compare with. */
@NullMarked
package io.howdah.sql.pgquery;

import org.jspecify.annotations.NullMarked;
