/** What an operator can set about listening, log-in, pools and limits. */
@NullMarked
package io.howdah.gateway.config;

import org.jspecify.annotations.NullMarked;
