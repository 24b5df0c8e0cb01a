package io.howdah.it.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sequences that Howdah does not yet answer as PostgreSQL, each with its reason: lines of {@code
 * stages | topic/name | reason}, the stages with commas between them. A reason that begins with
 * {@code by chance} is of one that passes now and then. One thread.
 */
public final class Pending {
    private final Map<String, String> reasons = new LinkedHashMap<>();

    private Pending() {}

    /** Reads the list. */
    public static Pending read(Path file) throws IOException {
        Pending pending = new Pending();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" *\\| *", -1);
                for (String stage : parts[0].split(", *", -1)) {
                    pending.reasons.put(stage.strip() + " | " + parts[1], parts[2]);
                }
            }
        }
        return pending;
    }

    /** Why this sequence is not expected to pass on that stage. */
    public Optional<String> reason(String stage, Sequence sequence) {
        return Optional.ofNullable(reasons.get(stage + " | " + sequence));
    }

    /** Whether a sequence with this reason may pass, too. */
    public static boolean mayPass(String reason) {
        return reason.startsWith("by chance");
    }

    /** Entries for sequences that are not there. */
    public Set<String> strays(Set<String> sequences) {
        Set<String> strays = new LinkedHashSet<>(reasons.keySet());
        strays.removeIf(entry -> sequences.contains(entry.substring(entry.indexOf("| ") + 2)));
        return strays;
    }
}
