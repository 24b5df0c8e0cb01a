package io.howdah.gateway.internal.login;

import io.howdah.base.error.Failure;

/** What became of a question that may fail. */
public sealed interface Answer<V> {
    /** It is known. */
    record Known<V>(V value) implements Answer<V> {}

    /** It could not be found out. */
    record Failed<V>(Failure failure) implements Answer<V> {}
}
