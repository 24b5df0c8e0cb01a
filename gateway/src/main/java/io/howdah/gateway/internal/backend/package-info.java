/** Connections to PostgreSQL servers, the exchanges on them, and the pools that lend them. */
@NullMarked
package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.NullMarked;
