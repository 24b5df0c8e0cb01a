/** Who may log in, and the keys it takes to prove it; nothing slow happens on an event loop. */
@NullMarked
package io.howdah.gateway.internal.login;

import org.jspecify.annotations.NullMarked;
