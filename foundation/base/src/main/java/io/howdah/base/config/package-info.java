/** Settings as records: the annotations, the reader and its problems. */
@NullMarked
package io.howdah.base.config;

import org.jspecify.annotations.NullMarked;
