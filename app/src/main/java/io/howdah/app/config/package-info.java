/** From files and options to the gateway's settings, and the page that documents them. */
@NullMarked
package io.howdah.app.config;

import org.jspecify.annotations.NullMarked;
