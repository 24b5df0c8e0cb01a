/** TLS on both sides: certificates, handshakes, and what a connection's peer has proven by them. */
@NullMarked
package io.howdah.gateway.internal.tls;

import org.jspecify.annotations.NullMarked;
