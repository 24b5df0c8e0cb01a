package io.howdah.base;

/** A password or key. It prints as {@code ***}; only {@link #reveal} shows it. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps {@code value}; called by the configuration reader. */
    public static Secret parse(String value) {
        return new Secret(value);
    }

    /** The clear text, for the one place that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
