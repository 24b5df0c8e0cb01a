/** A PostgreSQL server made of nothing but its protocol, and a client that speaks it raw. */
@NullMarked
package io.howdah.gateway.fake;

import org.jspecify.annotations.NullMarked;
