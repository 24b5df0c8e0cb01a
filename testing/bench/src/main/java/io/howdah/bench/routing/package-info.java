/** What choosing nodes gives, on nodes that are not alike. */
@NullMarked
package io.howdah.bench.routing;

import org.jspecify.annotations.NullMarked;
