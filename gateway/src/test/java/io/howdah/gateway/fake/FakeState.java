package io.howdah.gateway.fake;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a session remembers from one statement to the next, and which client it is of. For one
 * thread.
 */
final class FakeState {
    private static final List<String> REPORTED =
            List.of("application_name", "timezone", "datestyle", "search_path", "client_encoding");

    private final Map<String, String> resetValues = new HashMap<>();
    private final Map<String, String> settings = new TreeMap<>();
    private final Map<String, String> reported = new HashMap<>();
    private final Set<String> channels = new HashSet<>();
    private final Set<String> preparedBySql = new HashSet<>();
    private final List<String> inserted = new ArrayList<>();
    private @Nullable Map<String, String> settingsBefore;
    private Map<String, String> localBefore = new HashMap<>();
    private boolean started;
    private boolean block;
    private boolean failed;
    private String owner = "";
    private String listener = "";
    private String lastClient = "";

    /** A new session with what its start-up packet asked for. */
    FakeState(Map<String, String> startup) {
        resetValues.put("timezone", "UTC");
        resetValues.put("datestyle", "ISO, MDY");
        resetValues.put("client_encoding", "UTF8");
        resetValues.put("application_name", "");
        resetValues.put("search_path", "public");
        startup.forEach((name, value) -> resetValues.put(name.toLowerCase(Locale.ROOT), value));
        settings.putAll(resetValues);
    }

    // ---- transactions

    boolean inBlock() {
        return block;
    }

    boolean isFailed() {
        return failed;
    }

    /** A statement begins, in a transaction of its own if there is none. */
    void start() {
        if (!started && !block) {
            lastClient = "";
        }
        started = true;
        touch();
    }

    void begin() {
        block = true;
    }

    void insert(String text) {
        inserted.add(text);
    }

    private void touch() {
        if (settingsBefore == null) {
            settingsBefore = new TreeMap<>(settings);
        }
    }

    /** Ends the transaction; answers what it has inserted. */
    List<String> commit() {
        List<String> result = List.copyOf(inserted);
        settings.putAll(localBefore);
        end();
        return result;
    }

    void rollback() {
        if (settingsBefore != null) {
            settings.clear();
            settings.putAll(settingsBefore);
        }
        end();
    }

    private void end() {
        inserted.clear();
        settingsBefore = null;
        localBefore = new HashMap<>();
        started = false;
        block = false;
        failed = false;
    }

    /** An error; answers whether a block is left that waits for its end. */
    void fail() {
        if (block) {
            failed = true;
            inserted.clear();
        } else {
            rollback();
        }
    }

    char status() {
        return failed ? 'E' : block ? 'T' : 'I';
    }

    // ---- settings

    void set(String name, String value, boolean local) {
        String before = settings.getOrDefault(name, "");
        if (local) {
            if (block) {
                localBefore.putIfAbsent(name, before);
                settings.put(name, value);
            }
        } else {
            localBefore.remove(name);
            settings.put(name, value);
        }
    }

    void reset(String name) {
        String value = resetValues.get(name);
        if (value == null) {
            settings.put(name, "");
        } else {
            settings.put(name, value);
        }
    }

    void resetAll() {
        settings.replaceAll((name, value) -> resetValues.getOrDefault(name, ""));
    }

    String show(String name) {
        return settings.getOrDefault(name, "");
    }

    /** Reported settings that the client has not been told yet. */
    Map<String, String> changes() {
        Map<String, String> changes = new TreeMap<>();
        for (String name : REPORTED) {
            String value = show(name);
            if (!value.equals(reported.put(name, value))) {
                changes.put(name, value);
            }
        }
        return changes;
    }

    // ---- what else stays

    void listen(String channel, String client) {
        synchronized (channels) {
            channels.add(channel);
        }
        listener = client;
    }

    void unlisten(String channel) {
        synchronized (channels) {
            channels.removeIf(each -> channel.isEmpty() || each.equals(channel));
        }
        listener = "";
    }

    boolean listensTo(String channel) {
        synchronized (channels) {
            return channels.contains(channel);
        }
    }

    boolean prepare(String name) {
        return preparedBySql.add(name);
    }

    boolean deallocate(String name) {
        return preparedBySql.remove(name);
    }

    void deallocateAll() {
        preparedBySql.clear();
    }

    void discardAll() {
        resetAll();
        synchronized (channels) {
            channels.clear();
        }
        preparedBySql.clear();
        owner = "";
        listener = "";
    }

    // ---- whose it is

    /** The state that is left behind now is {@code client}'s. */
    void own(String client) {
        if (!client.isEmpty()) {
            owner = client;
        }
    }

    /** What {@code client} meets here that it should not; null if nothing. */
    @Nullable String strangeTo(String client) {
        if (client.isEmpty()) {
            return null;
        }
        String last = lastClient;
        if (!owner.isEmpty() && !owner.equals(client)) {
            return client + " met the session state of " + owner;
        }
        if (!listener.isEmpty() && !listener.equals(client)) {
            return client + " met a backend that listens for " + listener;
        }
        if ((block || started) && !last.isEmpty() && !last.equals(client)) {
            return client + " met the transaction of " + last;
        }
        return null;
    }

    /** The present transaction is {@code client}'s. */
    void workFor(String client) {
        if (!client.isEmpty()) {
            lastClient = client;
        }
    }
}
