package io.howdah.app;

/**
 * One option of a command.
 *
 * @param name with its dashes, such as {@code --listen}
 * @param label of its value, such as {@code HOST:PORT}; empty when it takes none
 * @param meaning one line for {@code --help}
 * @param repeatable whether it may be given more than once
 */
record Option(String name, String label, String meaning, boolean repeatable) {
    static Option flag(String name, String meaning) {
        return new Option(name, "", meaning, false);
    }

    static Option value(String name, String label, String meaning) {
        return new Option(name, label, meaning, false);
    }

    static Option values(String name, String label, String meaning) {
        return new Option(name, label, meaning, true);
    }

    boolean takesValue() {
        return !label.isEmpty();
    }
}
