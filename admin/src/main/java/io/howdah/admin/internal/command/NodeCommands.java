package io.howdah.admin.internal.command;

import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.ServerControls.ServerChange;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code NODE STOP name} and its like. */
final class NodeCommands {
    private static final List<String> VERBS = List.of("STOP", "START", "KILL", "DELAY");
    private static final Pattern TIME = Pattern.compile("0|(\\d{1,7})(ms|s|min)");

    private NodeCommands() {}

    /**
     * The command in {@code words}, the first of which follows NODE.
     *
     * @throws ControlRefused with what is wrong with it
     */
    static Command read(List<Token> words) throws ControlRefused {
        if (words.isEmpty()) {
            throw usage();
        }
        String verb = words.getFirst().text().toUpperCase(Locale.ROOT);
        if (!VERBS.contains(verb)) {
            throw Refusals.unknown("NODE " + verb, verb, VERBS);
        }
        if (words.size() != (verb.equals("DELAY") ? 3 : 2)) {
            throw usage();
        }
        return new Command.ChangeServer(words.get(1).text(), change(verb, words.getLast().text()));
    }

    private static ServerChange change(String verb, String last) throws ControlRefused {
        return switch (verb) {
            case "STOP" -> new ServerChange.Stop();
            case "START" -> new ServerChange.Start();
            case "KILL" -> new ServerChange.Kill();
            default -> new ServerChange.Delay(time(last));
        };
    }

    /** As PostgreSQL writes times, which is where it goes. */
    private static Duration time(String text) throws ControlRefused {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw Refusals.syntax("a delay is written 200ms, 5s or 1min, or 0, not '" + text + "'");
        }
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    private static ControlRefused usage() {
        return Refusals.syntax("write NODE STOP|START|KILL name, or NODE DELAY name time");
    }
}
