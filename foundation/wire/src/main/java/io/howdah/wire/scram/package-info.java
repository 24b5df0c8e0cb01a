/**
 * SCRAM-SHA-256 and SCRAM-SHA-256-PLUS on both sides.
 *
 * <p>Keys are derived slowly on purpose ({@link io.howdah.wire.scram.ScramKeys#derive} and {@link
 * io.howdah.wire.scram.ScramVerifier#derive} take milliseconds, never call them on an event loop);
 * all else costs a few microseconds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802">RFC 5802</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7677">RFC 7677</a>
 */
@NullMarked
package io.howdah.wire.scram;

import org.jspecify.annotations.NullMarked;
