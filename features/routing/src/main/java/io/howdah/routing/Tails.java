package io.howdah.routing;

import java.util.EnumMap;
import java.util.Map;

/** What reads took, by who chose their nodes. Not for two threads at a time. */
final class Tails {
    private final Map<Author, Tail> byAuthor = new EnumMap<>(Author.class);

    Tails() {
        for (Author author : Author.values()) {
            byAuthor.put(author, new Tail());
        }
    }

    Tail of(Author author) {
        Tail tail = byAuthor.get(author);
        if (tail == null) {
            throw new AssertionError(author);
        }
        return tail;
    }

    void clear() {
        byAuthor.values().forEach(Tail::clear);
    }
}
