package io.howdah.routing.simulation;

/**
 * Statements of one digest.
 *
 * @param millis how long one takes on average, on a server that is like most and warm
 * @param weight how often it is asked as compared with the others
 */
record Kind(long digest, double millis, double weight) {}
