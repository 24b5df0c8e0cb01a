/** What the console shows that neither the gateway nor the process knows. */
@NullMarked
package io.howdah.admin.source;

import org.jspecify.annotations.NullMarked;
