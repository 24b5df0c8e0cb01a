package io.howdah.base.config;

/** Thrown by a settings record's constructor when one of its components is out of range. */
public final class InvalidSetting extends IllegalArgumentException {
    private final String key;

    /**
     * @param key the component's key in kebab-case, as written in YAML
     * @param message what was expected, for an operator
     */
    public InvalidSetting(String key, String message) {
        super(message);
        this.key = key;
    }

    /** The key at fault, in kebab-case. */
    public String key() {
        return key;
    }
}
