/** Entities for Hibernate. Its fields are its own to fill, so null is nowhere spoken of. */
@NullUnmarked
package io.howdah.it.zoo;

import org.jspecify.annotations.NullUnmarked;
