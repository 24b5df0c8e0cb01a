/** PostgreSQL's protocol, version 3: frames, messages, SCRAM. */
@NullMarked
package io.howdah.wire;

import org.jspecify.annotations.NullMarked;
