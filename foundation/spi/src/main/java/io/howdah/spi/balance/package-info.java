/** How the node is chosen that a read goes to: what the gateway asks, and a feature answers. */
@NullMarked
package io.howdah.spi.balance;

import org.jspecify.annotations.NullMarked;
