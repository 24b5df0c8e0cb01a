/**
 * What the objects of a database may do when a statement reaches them, proven from the database's
 * own catalogue.
 */
@NullMarked
package io.howdah.catalog;

import org.jspecify.annotations.NullMarked;
