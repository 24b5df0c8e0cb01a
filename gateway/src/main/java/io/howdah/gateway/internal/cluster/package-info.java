/** What is known of a cluster's nodes, and what follows from it: roles, health, lag. */
@NullMarked
package io.howdah.gateway.internal.cluster;

import org.jspecify.annotations.NullMarked;
