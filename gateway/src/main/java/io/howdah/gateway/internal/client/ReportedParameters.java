package io.howdah.gateway.internal.client;

import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.ParameterSet;
import io.howdah.gateway.internal.backend.Share;
import io.howdah.wire.BackendMessage.ParameterStatus;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What a client has been told of the server's parameters; tells it when a backend is found to
 * report others. Confined to the client's loop.
 */
final class ReportedParameters {
    private final Client client;
    private ParameterSet reported;

    /** What the shared backend reported with which this was compared last; null: none since. */
    private @Nullable ParameterSet compared;

    ReportedParameters(Client client, ParameterSet reported) {
        this.client = client;
        this.reported = reported;
    }

    /** What the client has been told of {@code name}; null: nothing. */
    @Nullable String value(String name) {
        return reported.value(name);
    }

    /** The client has been told {@code now}. */
    void are(ParameterSet now) {
        reported = now;
        compared = null;
    }

    /** Tells what {@code from} reports. */
    void tell(Backend from) {
        ParameterSet now = from.session().parameters();
        if (now != reported) {
            now.changesSince(
                    reported,
                    (name, value) ->
                            new ParameterStatus(name, value).encode(client.outbox().buffer()));
            from.session().shareParameters(reported);
            client.answers().parametersChanged(from.session().parameters());
        }
    }

    /** Tells what {@code share} reports, but for what its sessions do not have in common. */
    void tell(Share share) {
        ParameterSet common = share.parameters();
        if (common != null && common != compared) {
            tell(common);
            compared = common;
        }
    }

    private void tell(ParameterSet common) {
        List<ParameterStatus> changes = new ArrayList<>();
        common.changesSince(
                reported, (name, value) -> changes.add(new ParameterStatus(name, value)));
        ParameterSet now = reported;
        for (ParameterStatus change : changes) {
            change.encode(client.outbox().buffer());
            now = now.with(change.name(), change.value());
        }
        if (now != reported) {
            client.answers().parametersChanged(now);
        }
    }
}
