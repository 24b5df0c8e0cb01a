package io.howdah.gateway;

import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.config.Position;
import io.howdah.base.config.Problem;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.internal.access.Access;
import io.howdah.gateway.internal.tls.TlsContexts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The files that settings name: rules and maps for log-ins, certificates and keys. */
public final class ConfiguredFiles {
    private ConfiguredFiles() {}

    /**
     * Reads all of them, and forgets them again.
     *
     * @param settings where they are named
     * @param position of the settings
     * @throws InvalidConfiguration with everything that is wrong with them
     */
    public static void check(GatewaySettings settings, Position position)
            throws InvalidConfiguration {
        List<Problem> problems = new ArrayList<>();
        try {
            var _ = new Access(settings.auth());
        } catch (InvalidConfiguration e) {
            problems.addAll(e.problems());
        }
        try {
            var _ = TlsContexts.load(settings);
        } catch (IOException e) {
            problems.add(new Problem(position, "", String.valueOf(e.getMessage())));
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
    }
}
