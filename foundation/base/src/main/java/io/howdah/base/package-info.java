/** Values and ports that every module uses: clock, randomness, sizes, addresses, secrets. */
@NullMarked
package io.howdah.base;

import org.jspecify.annotations.NullMarked;
