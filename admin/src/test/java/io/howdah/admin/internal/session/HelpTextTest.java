package io.howdah.admin.internal.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.admin.internal.FakeGateway;
import io.howdah.admin.internal.show.Shows;
import io.howdah.admin.internal.show.Sources;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

class HelpTextTest {
    @Test
    void namesAllThatCanBeShown() {
        String help = Objects.requireNonNull(HelpText.NOTICE.detail());
        List<String> words = Arrays.asList(help.split("[^A-Z_]+"));
        FakeGateway gateway = new FakeGateway();
        for (String name : new Shows(new Sources(gateway, gateway, "1.0")).names()) {
            assertTrue(words.contains(name.toUpperCase(Locale.ROOT)), name);
        }
    }
}
