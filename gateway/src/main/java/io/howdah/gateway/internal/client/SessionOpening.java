package io.howdah.gateway.internal.client;

import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.BackendLoss;
import io.howdah.gateway.internal.backend.Exchange;
import io.howdah.gateway.internal.backend.LoopPool;
import io.howdah.gateway.internal.backend.ParameterSet;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.Requester;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.gateway.internal.backend.SettingsTrial;
import io.howdah.gateway.internal.backend.Waiter;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Outbox;
import io.howdah.wire.BackendMessage.BackendKeyData;
import io.howdah.wire.BackendMessage.ParameterStatus;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.TransactionStatus;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * From a proven identity to ReadyForQuery: finds the pool, moves the connection to the pool's loop,
 * and learns what the server reports to a session with this client's settings. Confined to the
 * client's loop.
 *
 * <p>The first client of a pool, or with settings not seen before, waits for a backend, which
 * proves that database, role and settings exist; the others are told what that one was told.
 */
final class SessionOpening implements Opening, Waiter, Requester {
    private static final String APPLICATION_NAME = "application_name";
    private static final int LONGEST_NAME = 63;

    private final ClientContext context;
    private final Channel channel;
    private final Outbox outbox;
    private final StartupOptions options;
    private final Consumer<Client> opened;
    private final Consumer<Failure> refused;
    private final Runnable needsOwnBackend;
    private Pool pool;
    private final SessionSettings proven;
    private int stuckBackends;
    private long waitingSinceNanos;
    private boolean waiting;
    private boolean over;

    SessionOpening(
            Arrival arrival,
            Consumer<Client> opened,
            Consumer<Failure> refused,
            Runnable needsOwnBackend) {
        this.context = arrival.context();
        this.channel = arrival.channel();
        this.outbox = arrival.outbox();
        this.options = arrival.options();
        this.opened = opened;
        this.refused = refused;
        this.needsOwnBackend = needsOwnBackend;
        this.pool = context.pools().open(options.database(), options.user());
        this.proven = options.settings().decisive();
    }

    @Override
    public void begin() {
        if (over) {
            return;
        }
        var disabled = context.pools().control().refusal(pool.key());
        if (disabled.isPresent()) {
            refuse(disabled.get());
            return;
        }
        Loop home = pool.home(outbox.loop());
        if (home == outbox.loop()) {
            learn();
        } else {
            outbox.flush();
            channel.deregister()
                    .addListener(
                            left ->
                                    home.executor()
                                            .register(channel)
                                            .addListener(
                                                    arrived -> home.execute(() -> moved(home))));
        }
    }

    private void moved(Loop home) {
        outbox.moveTo(home);
        if (!over) {
            learn();
        }
    }

    private LoopPool shard() {
        return pool.on(outbox.loop());
    }

    private void learn() {
        ParameterSet known = shard().loginParameters().of(proven);
        if (known != null) {
            finish(known);
            return;
        }
        waitingSinceNanos = outbox.loop().nanos();
        learnFromPool();
    }

    private void learnFromPool() {
        waiting = true;
        Backend backend = shard().acquire(this, this);
        if (backend != null) {
            waiting = false;
            ask(backend);
        }
    }

    private void ask(Backend backend) {
        if (backend.session().settingsChange(proven) == null) {
            learned(backend);
        } else {
            SettingsTrial.run(backend, proven, verdict -> tried(backend, verdict));
        }
    }

    private void tried(Backend backend, SettingsTrial.Verdict verdict) {
        switch (verdict) {
            case SettingsTrial.Verdict.Accepted() -> learned(backend);
            case SettingsTrial.Verdict.Refused(var why) -> {
                shard().release(backend);
                settingsRefused(why);
            }
            case SettingsTrial.Verdict.Stuck(var why) -> {
                shard().release(backend);
                if (over || ++stuckBackends == SettingsTrial.MOST_BACKENDS) {
                    refuse(why);
                } else {
                    learnFromPool();
                }
            }
        }
    }

    /** What cannot be set on a backend that runs may be something to start one with. */
    private void settingsRefused(Failure error) {
        if (over || !error.is(ErrorCode.CANNOT_CHANGE_SETTING)) {
            refuse(error);
            return;
        }
        over = true;
        context.pools().close(pool);
        needsOwnBackend.run();
    }

    private void learned(Backend backend) {
        ParameterSet parameters = backend.session().parameters();
        shard().loginParameters().learn(proven, parameters);
        shard().release(backend);
        finish(parameters);
    }

    private void finish(ParameterSet parameters) {
        if (over) {
            return;
        }
        over = true;
        ParameterSet own = shard().loginParameters().share(withApplicationName(parameters));
        ByteBuf out = outbox.buffer();
        own.values().forEach((name, value) -> new ParameterStatus(name, value).encode(out));
        Client client =
                new Client(
                        context,
                        channel,
                        outbox,
                        new Client.Identity(
                                options.user(),
                                options.database(),
                                shard().loginParameters().share(options.settings())),
                        pool,
                        own,
                        made -> context.registry().register(made, options.version()));
        new BackendKeyData(client.cancelKey()).encode(out);
        new ReadyForQuery(TransactionStatus.IDLE).encode(out);
        opened.accept(client);
    }

    /** As PostgreSQL reports it: cut, and in plain ASCII. */
    private ParameterSet withApplicationName(ParameterSet parameters) {
        String wanted = options.settings().value(APPLICATION_NAME);
        if (wanted == null || !isPlain(wanted)) {
            return parameters;
        }
        return parameters.with(APPLICATION_NAME, wanted);
    }

    private static boolean isPlain(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
                && name.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    private void refuse(Failure failure) {
        if (!over) {
            giveUp();
            refused.accept(failure);
        }
    }

    @Override
    public void abandon() {
        if (over) {
            return;
        }
        if (waiting) { // If not, the connection may be on its way between two loops.
            waiting = false;
            shard().forget(this);
        }
        giveUp();
    }

    private void giveUp() {
        over = true;
        context.registry().leave(options.user(), options.database());
        context.pools().close(pool);
    }

    // ---- the pool's side

    @Override
    public void granted(Backend backend) {
        waiting = false;
        backend.lend(this);
        ask(backend);
    }

    @Override
    public void refused(Failure failure) {
        waiting = false;
        refuse(failure);
    }

    @Override
    public void redirected(Failure reason) {
        if (shard().isConnectTimeOver(waitingSinceNanos)) {
            refuse(reason);
            return;
        }
        Pool old = pool;
        pool = context.pools().open(options.database(), options.user());
        context.pools().close(old);
        waiting = false;
        learnFromPool();
    }

    @Override
    public long waitingSinceNanos() {
        return waitingSinceNanos;
    }

    @Override
    public @Nullable Outbox outbox() {
        return null;
    }

    @Override
    public void ended(Exchange exchange) {}

    @Override
    public void lost(BackendLoss loss) {
        refuse(loss.failure());
    }
}
