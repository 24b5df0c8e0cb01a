/** Real PostgreSQL servers from Maven artefacts. */
@NullMarked
package io.howdah.embedded;

import org.jspecify.annotations.NullMarked;
