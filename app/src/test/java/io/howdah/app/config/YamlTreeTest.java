package io.howdah.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.config.ConfigNode;
import io.howdah.base.config.ConfigNode.Entry;
import io.howdah.base.config.ConfigNode.Mapping;
import io.howdah.base.config.ConfigNode.Scalar;
import io.howdah.base.config.ConfigNode.Sequence;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.config.Position;

import org.junit.jupiter.api.Test;

import java.util.List;

class YamlTreeTest {
    @Test
    void knowsLinesAndColumns() throws InvalidConfiguration {
        assertEquals(
                new Mapping(
                        at(2, 1),
                        List.of(
                                new Entry("a", at(2, 1), new Scalar(at(2, 4), "5s")),
                                new Entry(
                                        "b",
                                        at(3, 1),
                                        new Sequence(
                                                at(4, 3), List.of(new Scalar(at(4, 5), "010")))),
                                new Entry("c", at(5, 1), new ConfigNode.Empty(at(5, 3))))),
                YamlTree.read("f", "# comment\na: 5s\nb:\n  - 010\nc:\n"));
    }

    @Test
    void takesQuotedNullAsText() throws InvalidConfiguration {
        assertEquals(new Scalar(at(1, 1), "null"), YamlTree.read("f", "'null'"));
        assertEquals(new ConfigNode.Empty(at(1, 1)), YamlTree.read("f", "~"));
    }

    @Test
    void takesNothingAsEmpty() throws InvalidConfiguration {
        assertEquals(new ConfigNode.Empty(at(1, 1)), YamlTree.read("f", ""));
        assertEquals(new ConfigNode.Empty(at(1, 1)), YamlTree.read("f", "# only words\n"));
    }

    @Test
    void keepsDuplicateKeysForTheReaderToReport() throws InvalidConfiguration {
        Mapping mapping = (Mapping) YamlTree.read("f", "a: 1\na: 2\n");
        assertEquals(2, mapping.entries().size());
    }

    @Test
    void refusesWhatIsNoConfiguration() {
        assertRefused("a: 1\n--- \nb: 2\n", "f:2: is a second document: one file holds one");
        assertRefused("a: &x 1\nb: *x\n", "f:2: is an alias: write the value itself");
        assertRefused("a: !!int 1\n", "f:1: has the tag tag:yaml.org,2002:int: tags are not used");
        assertRefused("[1]: 2\n", "f:1: is not a key: a key is one word");
        assertRefused("a: [".repeat(5_000), "f:1: is nested deeper than 32 levels");
        assertRefused("a:\n\tb: 1\n", "f:2: is not YAML: found character '\\t(TAB)'");
    }

    @Test
    void neverQuotesTheLineThatIsNotYaml() {
        InvalidConfiguration invalid =
                assertThrows(
                        InvalidConfiguration.class,
                        () -> YamlTree.read("f", "password: \"hunter2\" oops\n"));
        assertFalse(invalid.getMessage().contains("hunter2"), invalid.getMessage());
    }

    private static void assertRefused(String text, String message) {
        InvalidConfiguration invalid =
                assertThrows(InvalidConfiguration.class, () -> YamlTree.read("f", text));
        assertTrue(invalid.getMessage().startsWith(message), invalid.getMessage());
    }

    private static Position at(int line, int column) {
        return new Position("f", line, column);
    }
}
