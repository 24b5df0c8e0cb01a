package io.howdah.app;

import io.howdah.app.config.AtStart;
import io.howdah.app.config.Origin;
import io.howdah.app.config.Origin.Document;
import io.howdah.app.log.Logging;
import io.howdah.base.config.InvalidConfiguration;
import io.howdah.base.config.InvalidSetting;
import io.howdah.base.config.Position;
import io.howdah.base.config.Problem;
import io.howdah.base.config.SettingChange;
import io.howdah.gateway.config.GatewaySettings;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of the process: reads them again while it runs, and puts all of them in force or
 * none. Safe from any thread; it reads files.
 */
final class Reloader {
    private static final System.Logger LOG = System.getLogger("io.howdah.gateway");

    private final Origin origin;
    private final PrintWriter log;
    private Document document;
    private volatile GatewaySettings settings;
    private @Nullable RunningGateway gateway;

    private Reloader(Origin origin, PrintWriter log, Document document, GatewaySettings settings) {
        this.origin = origin;
        this.log = log;
        this.document = document;
        this.settings = settings;
    }

    /**
     * Reads them for the first time.
     *
     * @param log where the log goes
     * @throws InvalidConfiguration with everything that is wrong
     */
    static Reloader of(Origin origin, PrintWriter log) throws InvalidConfiguration {
        Document document = origin.open();
        return new Reloader(origin, log, document, origin.settings(document));
    }

    /** What is in force. */
    GatewaySettings settings() {
        return settings;
    }

    /** From now on there is a gateway to tell. */
    synchronized void attach(RunningGateway running) {
        gateway = running;
    }

    /**
     * Reads the configuration again.
     *
     * @return what has changed, a line each, what waits for the next start included
     * @throws InvalidConfiguration with everything that is wrong: nothing has changed then
     */
    synchronized List<String> reload() throws InvalidConfiguration {
        return apply(origin.open());
    }

    /**
     * Changes one setting until the next {@link #reload}; files that others name are read again.
     *
     * @return what has changed, a line each
     * @throws InvalidConfiguration when there is no such setting, or not with this value
     */
    synchronized List<String> set(String key, String value) throws InvalidConfiguration {
        if (AtStart.concerns(key)) {
            throw invalid(key, "takes effect only when the process starts");
        }
        return apply(document.with(key, value));
    }

    private List<String> apply(Document next) throws InvalidConfiguration {
        GatewaySettings before = settings;
        GatewaySettings wanted = origin.settings(next);
        GatewaySettings possible = possible(before, wanted);
        if (gateway != null) {
            gateway.prepare(possible).run();
        }
        document = next;
        settings = possible;
        if (!possible.log().equals(before.log())) {
            Logging.start(log, possible.log());
        }
        return told(SettingChange.between(before, wanted));
    }

    private static GatewaySettings possible(GatewaySettings before, GatewaySettings wanted)
            throws InvalidConfiguration {
        try {
            return AtStart.mixed(before, wanted);
        } catch (InvalidSetting e) {
            throw invalid(
                    e.key(), e.getMessage() + " (what it listens on changes at a start only)");
        }
    }

    private static InvalidConfiguration invalid(String key, String message) {
        return new InvalidConfiguration(
                List.of(new Problem(Position.of("configuration"), key, message)));
    }

    private static List<String> told(List<SettingChange> changes) {
        List<String> lines = new ArrayList<>();
        for (SettingChange change : changes) {
            boolean later = AtStart.concerns(change);
            lines.add(later ? change + " (at the next start)" : change.toString());
        }
        lines.forEach(line -> LOG.log(System.Logger.Level.INFO, "configuration: {0}", line));
        return List.copyOf(lines);
    }

    /** As {@link #reload}, for whoever gets no answer: the log has it. */
    void reloadOnSignal() {
        try {
            List<String> changes = reload();
            LOG.log(
                    System.Logger.Level.INFO,
                    "configuration read again: "
                            + switch (changes.size()) {
                                case 0 -> "nothing has";
                                case 1 -> "1 setting has";
                                default -> changes.size() + " settings have";
                            }
                            + " changed");
        } catch (InvalidConfiguration e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "configuration refused, nothing has changed:\n" + e.getMessage());
        }
    }
}
