package io.howdah.gateway.internal.backend;

import io.howdah.gateway.internal.backend.Inquiry.Answer;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.sql.SqlLiteral;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What settings are in a session that has changed none, as far as clients have changed them.
 * Confined to its loop.
 *
 * <p>A client that has set something back to what it was needs nothing set, and its backends no
 * more than others'. Not to know a value costs a needless {@code set_config} now and then, no more.
 */
public final class SettingDefaults {
    private static final int LIMIT = 200;

    /** Somebody may change them without Howdah's knowing. */
    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final int ANSWER_BYTES = 64 * 1024;

    /** Empty while the question is on its way. */
    private final Map<String, Optional<String>> values =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
                    return size() > LIMIT;
                }
            };

    private long knownSinceNanos;

    /** Nothing is known yet. */
    public SettingDefaults() {}

    /** Whether {@code value} is what a session has that has not set {@code name}. */
    public boolean isDefault(String name, String value) {
        Optional<String> known = values.get(name);
        return known != null && known.isPresent() && known.get().equals(value);
    }

    /** Whether what {@link #isDefault} says of {@code name} has been asked, or is being asked. */
    public boolean isKnown(String name) {
        return values.containsKey(name);
    }

    /** Asks for those of {@code names} that are not known, so that they are later. */
    public void learn(Collection<String> names, Pools pools, Pool pool, Loop loop) {
        TreeSet<String> unknown = new TreeSet<>(names);
        unknown.removeIf(name -> values.containsKey(name) || SessionSettings.isCustom(name));
        if (unknown.isEmpty()) {
            return;
        }
        unknown.forEach(name -> values.put(name, Optional.empty()));
        PoolInquiry.run(
                pools,
                loop,
                pool.key().database(),
                pool.key().user(),
                question(unknown),
                ANSWER_BYTES,
                answer -> loop.execute(() -> answered(unknown, answer)));
    }

    /** The query for the present values of {@code names}: rows of name and value. */
    static String question(Collection<String> names) {
        return "SELECT n, pg_catalog.current_setting(n, true) FROM pg_catalog.unnest(ARRAY["
                + names.stream().map(SqlLiteral::of).collect(Collectors.joining(","))
                + "]) n";
    }

    private void answered(Collection<String> asked, Answer answer) {
        asked.forEach(values::remove);
        if (answer instanceof Answer.Rows(var rows)) {
            for (List<@Nullable String> row : rows) {
                String name = row.get(0);
                String value = row.get(1);
                if (name != null && value != null) {
                    values.put(name, Optional.of(value));
                }
            }
        }
    }

    /** Forgets what has been known for long. */
    void tick(long now) {
        if (now - knownSinceNanos > KEEP_NANOS) {
            knownSinceNanos = now;
            forget();
        }
    }

    /** The roles', databases' or server's values have changed. */
    public void forget() {
        values.clear();
    }
}
