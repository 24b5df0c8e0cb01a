package io.howdah.it.parity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sequence of which more lines may come. */
final class Draft {
    private static final Pattern CLIENT = Pattern.compile("(?:([a-z]): *)?(.*)");

    private final String name;
    private final List<String> setup;
    private final List<Step> steps = new ArrayList<>();
    private int backends = 1;
    private int since;
    private boolean alone;

    Draft(String name, List<String> setup) {
        this.name = name;
        this.setup = setup;
    }

    void line(String line) {
        int space = line.indexOf(' ');
        String first = space < 0 ? line : line.substring(0, space);
        String rest = line.substring(first.length()).strip();
        switch (first) {
            case "setup" -> setup.add(rest);
            case "backends" -> backends = Integer.parseInt(rest);
            case "alone" -> alone = true;
            case "since" -> since = Integer.parseInt(rest);
            case "until" -> steps.add(new Step.Until(line, Word.of(rest).getFirst().text()));
            default -> steps.add(step(line));
        }
    }

    Sequence finish(String topic) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException(topic + ": nothing happens in " + name);
        }
        return new Sequence(topic, name, setup, backends, since, alone, steps);
    }

    private static Step step(String line) {
        Matcher parts = CLIENT.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException(line);
        }
        String client = parts.group(1) == null ? "a" : parts.group(1);
        List<Word> words = Word.of(parts.group(2));
        List<Word> rest = words.subList(1, words.size());
        return switch (words.getFirst().text()) {
            case "connect" -> new Step.Connect(line, client, parameters(rest));
            case "disconnect" -> new Step.Disconnect(line, client);
            case "read" -> new Step.Read(line, client);
            case "cancel" -> new Step.Cancel(line, client);
            case "notification" -> new Step.Notification(line, client);
            case "send" -> new Step.Send(line, client, MessageReader.read(rest), false);
            default -> new Step.Send(line, client, MessageReader.read(words), true);
        };
    }

    /** Names and values in turn. */
    private static Map<String, String> parameters(List<Word> words) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            parameters.put(words.get(i).text(), words.get(i + 1).text());
        }
        return parameters;
    }
}
