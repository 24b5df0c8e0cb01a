/**
 * What a statement's text tells. {@link io.howdah.sql.TextProfile} is the fast first look at every
 * text, {@link io.howdah.sql.SqlText} the parse for what needs more, {@link io.howdah.sql.Digester}
 * the key under which both are remembered. {@link io.howdah.sql.ParameterPlan} makes one statement
 * of texts that differ in literals.
 */
@NullMarked
package io.howdah.sql;

import org.jspecify.annotations.NullMarked;
