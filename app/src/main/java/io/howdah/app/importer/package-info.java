/** Turns the configuration of another pooler into Howdah's. */
@NullMarked
package io.howdah.app.importer;

import org.jspecify.annotations.NullMarked;
