/** The gateway: what the application starts and stops. */
@NullMarked
package io.howdah.gateway;

import org.jspecify.annotations.NullMarked;
