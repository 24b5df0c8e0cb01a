package io.howdah.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.howdah.base.Secret;
import io.howdah.base.config.Problem;
import io.howdah.gateway.config.UserSettings;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class UserListTest {
    private static final String SCRAM =
            "SCRAM-SHA-256$4096:T2pZ2GVL4lWnAK6Ar2G7bg==$g0S1yQ1AjtZ0T1M+VKZMyTrm1hGTPH3QqPCCEr0/RZ8=:CpzTgWXcoXzuEh8dAUAzQ0oBTm7LXlKmUJJkTA+vHKY=";

    private final List<UserSettings> users = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> names = new HashSet<>(Set.of("taken"));

    @Test
    void readsUsers() {
        read(
                """
                ; a comment
                "app" "se cret" "ignored" more

                  "with ""quotes""\"	"a""b"
                "scram" "%s"
                "nobody" ""
                """
                        .formatted(SCRAM));
        assertEquals(List.of(), problems);
        assertEquals(
                List.of("app", "with \"quotes\"", "scram", "nobody"),
                users.stream().map(UserSettings::name).toList());
        assertEquals(
                List.of("se cret", "a\"b", SCRAM),
                users.stream()
                        .map(UserSettings::password)
                        .flatMap(Optional::stream)
                        .map(Secret::reveal)
                        .toList());
    }

    @Test
    void namesEveryProblemWithoutShowingPasswords() {
        read(
                """
                app hunter2
                "app" hunter2
                "old" "md5d41d8cd98f00b204e9800998ecf8427e"
                "taken" "hunter2"
                "bad" "SCRAM-SHA-256$hunter2"
                """);
        assertEquals(
                List.of(
                        "users.txt:1: expected \"name\" \"password\", both in double quotes",
                        "users.txt:2: expected \"name\" \"password\", both in double quotes",
                        "users.txt:4: user taken is there twice",
                        "users.txt:5: the SCRAM secret is damaged: expected"
                                + " SCRAM-SHA-256$iterations:salt$key:key"),
                problems.stream().map(Problem::toString).toList());
    }

    private void read(String text) {
        UserList.read("users.txt", text.lines().toList(), names, users, problems);
    }
}
