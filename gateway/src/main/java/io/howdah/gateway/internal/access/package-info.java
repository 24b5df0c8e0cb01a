/**
 * Who may try to log in, from where, and how: rules in {@code pg_hba.conf}'s syntax and user-name
 * maps in {@code pg_ident.conf}'s.
 *
 * @see <a href="https://www.postgresql.org/docs/18/auth-pg-hba-conf.html">PostgreSQL: the
 *     pg_hba.conf file</a>
 * @see <a href="https://www.postgresql.org/docs/18/auth-username-maps.html">PostgreSQL: user name
 *     maps</a>
 */
@NullMarked
package io.howdah.gateway.internal.access;

import org.jspecify.annotations.NullMarked;
