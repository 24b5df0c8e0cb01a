package io.howdah.gateway.internal.operation;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.control.AccessRule;
import io.howdah.gateway.control.BackendSnapshot;
import io.howdah.gateway.control.BalanceSnapshot;
import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.control.DatabaseTraffic;
import io.howdah.gateway.control.DigestSnapshot;
import io.howdah.gateway.control.HostSnapshot;
import io.howdah.gateway.control.Monitor;
import io.howdah.gateway.control.Overview;
import io.howdah.gateway.control.PoolSnapshot;
import io.howdah.gateway.control.StatementSnapshot;
import io.howdah.gateway.control.Target;
import io.howdah.gateway.control.TrafficSnapshot;
import io.howdah.gateway.internal.LiveSettings;
import io.howdah.gateway.internal.access.Access;
import io.howdah.gateway.internal.backend.Pool;
import io.howdah.gateway.internal.backend.PoolCensus;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.client.ClientRegistry;
import io.howdah.gateway.internal.net.Loop;
import io.howdah.gateway.internal.net.Moment;
import io.howdah.spi.balance.Balancing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks the loops. From any thread but a loop. */
public final class GatewayMonitor implements Monitor {
    private static final int MOST_BELIEFS = 500;
    private static final Duration DEFAULT_PERIOD = Duration.ofSeconds(60);

    private final LiveSettings settings;
    private final List<Loop> loops;
    private final Pools pools;
    private final ClientRegistry clients;
    private final Access access;
    private final Balancing balancing;
    private final Clock clock;
    private final Supplier<HostPort> address;
    private final BooleanSupplier suspended;
    private final LoopSurvey survey;
    private final TrafficWindow window;

    /** What a monitor looks at. */
    public record Subject(
            LiveSettings settings,
            List<Loop> loops,
            Pools pools,
            ClientRegistry clients,
            Access access,
            Balancing balancing,
            Clock clock) {}

    /** Looks at {@code subject}, whose averages begin now. */
    public GatewayMonitor(Subject subject, Supplier<HostPort> address, BooleanSupplier suspended) {
        this.settings = subject.settings;
        this.loops = subject.loops;
        this.pools = subject.pools;
        this.clients = subject.clients;
        this.access = subject.access;
        this.balancing = subject.balancing;
        this.clock = subject.clock;
        this.address = address;
        this.suspended = suspended;
        this.survey = new LoopSurvey(loops);
        this.window = new TrafficWindow(clock.nanos());
    }

    /** Begins to make averages, a period after the other. */
    public void start() {
        Duration wanted = settings.now().statisticsPeriod();
        long millis = (wanted.isZero() ? DEFAULT_PERIOD : wanted).toMillis();
        loops.getFirst()
                .executor()
                .scheduleAtFixedRate(this::turn, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** On a loop, which must not wait. */
    private void turn() {
        List<CompletableFuture<Map<String, TrafficSnapshot>>> counting =
                survey.begin(pools.ledger()::counted);
        CompletableFuture.allOf(counting.toArray(CompletableFuture[]::new))
                .thenRun(
                        () ->
                                window.turn(
                                        clock.nanos(),
                                        TrafficWindow.sum(
                                                counting.stream()
                                                        .map(CompletableFuture::join)
                                                        .toList())));
    }

    // ---- Monitor

    @Override
    public BalanceSnapshot balance() {
        Moment moment = Moment.now(clock);
        return new BalanceSnapshot(
                balancing.strategy(),
                balancing.beliefs(MOST_BELIEFS),
                balancing.changes().stream()
                        .map(
                                change ->
                                        new BalanceSnapshot.Change(
                                                moment.at(change.nanos()), change.words()))
                        .toList());
    }

    private record LoopView(
            List<ClientSnapshot> clients,
            List<BackendSnapshot> backends,
            List<PoolSnapshot> pools) {}

    @Override
    public Overview overview() throws InterruptedException {
        Moment moment = Moment.now(clock);
        LoopSurvey.Answers<LoopView> answers = survey.ask(loop -> view(loop, moment));
        List<LoopView> views = answers.values();
        return new Overview(
                views.stream().map(LoopView::clients).flatMap(Collection::stream).toList(),
                views.stream().map(LoopView::backends).flatMap(Collection::stream).toList(),
                merged(views),
                pools.nodes(moment.nanos()),
                clients.startingCount(),
                answers.silent());
    }

    private LoopView view(Loop loop, Moment moment) {
        PoolCensus census = new PoolCensus(moment);
        for (Pool pool : pools.all()) {
            pool.on(loop).describe(census);
        }
        return new LoopView(clients.describe(loop, moment), census.backends(), census.pools());
    }

    private static List<PoolSnapshot> merged(List<LoopView> views) {
        record Key(String database, String user, HostPort node) {}
        Map<Key, PoolSnapshot> merged = new LinkedHashMap<>();
        for (LoopView view : views) {
            for (PoolSnapshot part : view.pools) {
                merged.merge(
                        new Key(part.database(), part.user(), part.node()),
                        part,
                        PoolSnapshot::plus);
            }
        }
        return List.copyOf(merged.values());
    }

    @Override
    public List<DatabaseTraffic> traffic() throws InterruptedException {
        List<Map<String, TrafficSnapshot>> counted = survey.ask(pools.ledger()::counted).values();
        return window.over(clock.nanos(), TrafficWindow.sum(counted));
    }

    @Override
    public List<StatementSnapshot> statements() throws InterruptedException {
        List<StatementSnapshot> all = new ArrayList<>();
        survey.ask(this::statements).values().forEach(all::addAll);
        return all;
    }

    private List<StatementSnapshot> statements(Loop loop) {
        List<StatementSnapshot> found = new ArrayList<>();
        for (Pool pool : pools.all()) {
            found.addAll(PoolCensus.statements(pool.on(loop)));
        }
        return found;
    }

    @Override
    public List<DigestSnapshot> digests() throws InterruptedException {
        record Key(String database, long digest) {}
        Map<Key, DigestSnapshot> merged = new HashMap<>();
        for (List<DigestSnapshot> part : survey.ask(this::digests).values()) {
            for (DigestSnapshot each : part) {
                merged.merge(new Key(each.database(), each.digest()), each, DigestSnapshot::plus);
            }
        }
        return merged.values().stream()
                .sorted(Comparator.comparingLong(DigestSnapshot::totalMicros).reversed())
                .toList();
    }

    private List<DigestSnapshot> digests(Loop loop) {
        List<DigestSnapshot> found = new ArrayList<>();
        for (Pool pool : pools.all()) {
            found.addAll(pool.on(loop).shapes().describe(pool.key().database()));
        }
        return found;
    }

    @Override
    public GatewaySettings settings() {
        return settings.now();
    }

    @Override
    public HostPort address() {
        return address.get();
    }

    @Override
    public List<AccessRule> accessRules() {
        return access.rows();
    }

    @Override
    public List<HostSnapshot> hosts() {
        return pools.addresses().hosts();
    }

    @Override
    public boolean isSuspended() {
        return suspended.getAsBoolean();
    }

    @Override
    public boolean isPaused(Target target) {
        return pools.control().paused().contains(Targets.filter(target));
    }

    @Override
    public boolean isDisabled(Target target) {
        return pools.control().disabled().contains(Targets.filter(target));
    }
}
