/** What is typed at the console, as values. */
@NullMarked
package io.howdah.admin.internal.command;

import org.jspecify.annotations.NullMarked;
