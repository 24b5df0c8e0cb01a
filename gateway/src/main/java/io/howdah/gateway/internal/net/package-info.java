/** Event loops and connections: what is read once a loop and written once an iteration. */
@NullMarked
package io.howdah.gateway.internal.net;

import org.jspecify.annotations.NullMarked;
