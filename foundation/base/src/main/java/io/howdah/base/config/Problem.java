package io.howdah.base.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param position where to look
 * @param key the path of the key, such as {@code users[2].pool.size}; empty when it is the file
 * @param message what was expected and what was found, for an operator; never a secret
 */
public record Problem(Position position, String key, String message) {
    @Override
    public String toString() {
        return position + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
