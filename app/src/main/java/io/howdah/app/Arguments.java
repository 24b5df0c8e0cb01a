package io.howdah.app;

import io.howdah.base.config.Spelling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options that somebody gave to a command. */
final class Arguments {
    private final Map<String, List<String>> given = new HashMap<>();

    private Arguments() {}

    /**
     * Reads {@code --name}, {@code --name value} and {@code --name=value}.
     *
     * @throws Refusal when {@code words} are not what {@code command} understands
     */
    static Arguments parse(Command command, List<String> words) throws Refusal {
        Arguments arguments = new Arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-") && command.operand().isPresent()) {
                arguments.add(command, command.operand().get(), word);
                continue;
            }
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            Option option = option(command, equals < 0 ? word : word.substring(0, equals));
            if (!option.takesValue()) {
                refuseIf(equals >= 0, command, option.name() + " takes no value");
                arguments.add(command, option, "");
            } else if (equals >= 0) {
                arguments.add(command, option, word.substring(equals + 1));
            } else {
                i++;
                refuseIf(
                        i == words.size() || words.get(i).startsWith("--"),
                        command,
                        option.name() + " needs a value: " + option.label());
                arguments.add(command, option, words.get(i));
            }
        }
        return arguments;
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    /** All values of an option, in their order. */
    List<String> values(String name) {
        return List.copyOf(given.getOrDefault(name, List.of()));
    }

    Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    /**
     * The number given, or {@code fallback}.
     *
     * @throws Refusal when it is no number, or not within {@code least..most}
     */
    int number(String name, int fallback, int least, int most) throws Refusal {
        String text = value(name).orElse(Integer.toString(fallback));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below, as a number out of range is.
        }
        throw new Refusal(
                ExitCode.USAGE,
                name + " is a number within " + least + ".." + most + ", not '" + text + "'");
    }

    /** A refusal with the word that was probably meant. */
    static Refusal unknown(String what, String word, Collection<String> known, String help) {
        return new Refusal(
                ExitCode.USAGE,
                "there is no "
                        + what
                        + " "
                        + word
                        + Spelling.nearest(word, known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("")
                        + help);
    }

    private void add(Command command, Option option, String value) throws Refusal {
        List<String> values = given.computeIfAbsent(option.name(), _ -> new ArrayList<>());
        refuseIf(
                !option.repeatable() && !values.isEmpty(),
                command,
                option.name() + " is given twice");
        values.add(value);
    }

    private static Option option(Command command, String name) throws Refusal {
        for (Option option : command.options()) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        throw unknown(
                name.startsWith("-") ? "option" : "argument",
                name,
                command.options().stream().map(Option::name).toList(),
                seeHelp(command));
    }

    private static void refuseIf(boolean wrong, Command command, String text) throws Refusal {
        if (wrong) {
            throw new Refusal(ExitCode.USAGE, text + seeHelp(command));
        }
    }

    private static String seeHelp(Command command) {
        return "\nSee howdah " + command.name() + " --help";
    }
}
