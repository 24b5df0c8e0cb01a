/** What the gateway's parts share: its figures. */
@NullMarked
package io.howdah.gateway.internal;

import org.jspecify.annotations.NullMarked;
