/** LISTEN and NOTIFY for clients that share backends. */
@NullMarked
package io.howdah.gateway.internal.listen;

import org.jspecify.annotations.NullMarked;
