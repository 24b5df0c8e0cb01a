package io.howdah.gateway.internal.client;

import io.howdah.base.error.Failure;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.LocalLogin;
import io.howdah.gateway.control.LocalSession;
import io.howdah.gateway.internal.net.Outbox;
import io.netty.channel.Channel;

import java.util.function.Consumer;

/** Opens a session in a database of Howdah's own. Confined to the client's loop. */
final class LocalOpening implements Opening {
    private final ClientContext context;
    private final Channel channel;
    private final Outbox outbox;
    private final StartupOptions options;
    private final Consumer<LocalClient> opened;
    private final Consumer<Failure> refused;
    private boolean over;

    LocalOpening(Arrival arrival, Consumer<LocalClient> opened, Consumer<Failure> refused) {
        this.context = arrival.context();
        this.channel = arrival.channel();
        this.outbox = arrival.outbox();
        this.options = arrival.options();
        this.opened = opened;
        this.refused = refused;
    }

    @Override
    public void begin() {
        if (over) {
            return;
        }
        over = true;
        try {
            opened.accept(client());
        } catch (ControlRefused e) {
            refused.accept(e.failure());
        }
    }

    private LocalClient client() throws ControlRefused {
        LocalLogin login =
                new LocalLogin(options.user(), options.database(), options.settings().values());
        LocalSession session = context.locals().open(login);
        return new LocalClient(
                context,
                channel,
                outbox,
                login,
                session,
                made -> context.registry().registerLocal(made, options.version()));
    }

    @Override
    public void abandon() {
        over = true;
    }
}
