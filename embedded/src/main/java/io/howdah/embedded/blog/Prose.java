package io.howdah.embedded.blog;

import io.howdah.base.Randomness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes texts about a topic: nonsense, but with words as often as in real texts. */
final class Prose {
    private static final double WORD_SKEW = 0.8;
    private static final double ON_TOPIC = 0.25;
    private static final int LONGEST_SENTENCE = 14;
    private static final int SENTENCES_A_PARAGRAPH = 5;

    private final List<String> words;
    private final List<Topic> topics = new ArrayList<>();
    private final Zipf frequency;

    /** Reads the vocabulary. */
    Prose() {
        List<String> lines = lines();
        words = split(lines.getFirst());
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            List<String> ofTopic = split(line.substring(colon + 1));
            topics.add(
                    new Topic(
                            line.substring(0, colon),
                            ofTopic,
                            new Zipf(ofTopic.size(), WORD_SKEW)));
        }
        frequency = new Zipf(words.size(), WORD_SKEW);
    }

    List<Topic> topics() {
        return topics;
    }

    /** A few words, the first one with a capital. */
    String title(Topic topic, Randomness random) {
        StringBuilder text = new StringBuilder();
        int count = random.nextInt(3, 8);
        for (int word = 0; word < count; word++) {
            text.append(word == 0 ? "" : " ").append(word(topic, 2 * ON_TOPIC, random));
        }
        capitalize(text, 0);
        return text.toString();
    }

    /** About {@code count} words in sentences and paragraphs. */
    String text(Topic topic, int count, Randomness random) {
        StringBuilder text = new StringBuilder(count * 6);
        int sentences = 0;
        for (int written = 0; written < count; sentences++) {
            if (sentences > 0) {
                text.append(sentences % SENTENCES_A_PARAGRAPH == 0 ? "\n\n" : " ");
            }
            int start = text.length();
            int length = random.nextInt(4, LONGEST_SENTENCE);
            for (int word = 0; word < length; word++) {
                text.append(word == 0 ? "" : " ").append(word(topic, ON_TOPIC, random));
            }
            capitalize(text, start);
            text.append('.');
            written += length;
        }
        return text.toString();
    }

    private String word(Topic topic, double onTopic, Randomness random) {
        return random.nextDouble() < onTopic
                ? topic.words.get(topic.frequency.rank(random))
                : words.get(frequency.rank(random));
    }

    private static void capitalize(StringBuilder text, int at) {
        text.setCharAt(at, Character.toUpperCase(text.charAt(at)));
    }

    private static List<String> split(String line) {
        return List.of(line.strip().split(" +", -1));
    }

    private static List<String> lines() {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Prose.class.getResourceAsStream("words.txt"),
                                StandardCharsets.US_ASCII))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a text can be about; its tag names it. */
    record Topic(String tag, List<String> words, Zipf frequency) {}
}
