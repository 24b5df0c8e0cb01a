package io.howdah.gateway;

import io.howdah.base.config.InvalidConfiguration;
import io.howdah.gateway.config.AuthSettings;
import io.howdah.gateway.internal.access.Access;

/** The rules that say who may log in from where and how. */
public final class AccessRules {
    private AccessRules() {}

    /**
     * Reads the rules and the maps that {@code settings} name, and forgets them again.
     *
     * @throws InvalidConfiguration with everything that is wrong with them
     */
    public static void check(AuthSettings settings) throws InvalidConfiguration {
        var _ = new Access(settings);
    }
}
