package io.howdah.base.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.Secret;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class SettingChangeTest {
    record User(String name, Secret password, Optional<Integer> maxClients) {}

    record All(
            int poolSize, Optional<String> note, List<User> users, Map<String, Integer> weights) {}

    private static User user(String name, String password) {
        return new User(name, Secret.parse(password), Optional.empty());
    }

    private static All all(User... users) {
        return new All(1, Optional.empty(), List.of(users), Map.of());
    }

    private static List<String> between(All before, All after) {
        return SettingChange.between(before, after).stream().map(Object::toString).toList();
    }

    @Test
    void findsNothingBetweenEqualSettings() {
        assertEquals(List.of(), between(all(user("a", "x")), all(user("a", "x"))));
    }

    @Test
    void namesWhatDiffersWithItsValues() {
        All after = new All(2, Optional.of("n"), List.of(), Map.of("w", 3));
        assertEquals(
                List.of("pool-size: 1 -> 2", "note: added", "weights[w]: added"),
                between(all(), after));
        assertEquals(
                List.of("pool-size: 2 -> 1", "note: removed", "weights[w]: removed"),
                between(after, all()));
    }

    @Test
    void findsElementsByTheirNamesAndMasksSecrets() {
        assertEquals(
                List.of("users[b].password: *** -> ***", "users[c]: removed", "users[d]: added"),
                between(
                        all(user("a", "1"), user("b", "2"), user("c", "3")),
                        all(user("d", "4"), user("b", "5"), user("a", "1"))));
    }

    @Test
    void knowsTheGroupASettingIsIn() {
        Optional<String> none = Optional.empty();
        assertEquals("pool", new SettingChange("pool.size", none, none).topic());
        assertEquals("users", new SettingChange("users[a.b].name", none, none).topic());
        assertEquals("threads", new SettingChange("threads", none, none).topic());
    }
}
