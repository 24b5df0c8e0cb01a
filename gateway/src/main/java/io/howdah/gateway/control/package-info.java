/** The gateway from outside: what it is doing, and how to steer it. */
@NullMarked
package io.howdah.gateway.control;

import org.jspecify.annotations.NullMarked;
