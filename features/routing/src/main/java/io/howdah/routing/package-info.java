/** Which node a read goes to: plain strategies, and the Load Balancer bot. */
@NullMarked
package io.howdah.routing;

import org.jspecify.annotations.NullMarked;
