package io.howdah.gateway.internal.backend;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a client is told about the server's parameters when it logs in, by the settings it asked
 * for. Confined to its loop. It also proves that the server accepts those settings.
 */
public final class LoginParameters {
    private static final int LIMIT = 200;

    private final Map<SessionSettings, ParameterSet> known = limited();
    private final Map<ParameterSet, ParameterSet> sharedParameters = limited();
    private final Map<SessionSettings, SessionSettings> sharedSettings = limited();

    /**
     * The one object for all sets that are equal to {@code parameters}: comparing is then cheap.
     */
    public ParameterSet share(ParameterSet parameters) {
        return share(sharedParameters, parameters);
    }

    /** The one object for all that are equal to {@code settings}. */
    public SessionSettings share(SessionSettings settings) {
        return share(sharedSettings, settings);
    }

    /** What a session with {@code settings} reports, or null when that is not known. */
    public @Nullable ParameterSet of(SessionSettings settings) {
        return known.get(settings);
    }

    /** The server may report something else from now on. */
    void forget() {
        known.clear();
    }

    /** A session with {@code settings} reports {@code parameters}. */
    public void learn(SessionSettings settings, ParameterSet parameters) {
        known.put(settings, parameters);
    }

    private static <T> T share(Map<T, T> shared, T value) {
        T same = shared.putIfAbsent(value, value);
        return same == null ? value : same;
    }

    private static <K, V> Map<K, V> limited() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > LIMIT;
            }
        };
    }
}
