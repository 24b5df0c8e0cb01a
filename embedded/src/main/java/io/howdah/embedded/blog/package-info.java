/** The rows of the blog demo, made from a seed. */
@NullMarked
package io.howdah.embedded.blog;

import org.jspecify.annotations.NullMarked;
