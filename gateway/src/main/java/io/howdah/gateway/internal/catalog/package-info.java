/** Reading databases' catalogues, and keeping what was read up to date. */
@NullMarked
package io.howdah.gateway.internal.catalog;

import org.jspecify.annotations.NullMarked;
