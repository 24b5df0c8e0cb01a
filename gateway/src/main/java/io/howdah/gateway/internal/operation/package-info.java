/** Looking at the gateway and steering it, from outside its loops. */
@NullMarked
package io.howdah.gateway.internal.operation;

import org.jspecify.annotations.NullMarked;
