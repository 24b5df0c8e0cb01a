package io.howdah.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The common table expressions that a relation's name may mean at the present place. */
final class CommonTables {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** How many are known, to return to at the end of their query. */
    int mark() {
        return names.size();
    }

    void add(String name) {
        names.add(name);
        counts.merge(name, 1, Integer::sum);
    }

    /** Forgets those that were added since the mark. */
    void forgetSince(int mark) {
        while (names.size() > mark) {
            counts.computeIfPresent(
                    names.removeLast(), (name, count) -> count == 1 ? null : count - 1);
        }
    }

    boolean contains(ObjectName relation) {
        return relation.schema().isEmpty() && counts.containsKey(relation.name());
    }
}
