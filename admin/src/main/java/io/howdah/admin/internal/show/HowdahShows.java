package io.howdah.admin.internal.show;

import io.howdah.admin.internal.table.Table;
import io.howdah.gateway.config.NodeSettings;
import io.howdah.gateway.control.BackendSnapshot;
import io.howdah.gateway.control.BalanceSnapshot;
import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.control.DigestSnapshot;
import io.howdah.gateway.control.NodeSnapshot;
import io.howdah.gateway.control.Overview;
import io.howdah.gateway.control.PoolSnapshot;
import io.howdah.gateway.control.StatementSnapshot;
import io.howdah.gateway.control.Target;
import io.howdah.spi.balance.Belief;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** What PgBouncer does not have: NODES, PINS, STATEMENTS, DIGESTS, BOT. */
final class HowdahShows {
    private static final String NODES =
            """
            name text, node text, role text, state text, active int4, idle int4, connecting int4,
            waiting int4, paused int4, readable int4, reason text, region text, zone text,
            weight int4, upstream text, timeline int4, lsn text, lag_bytes int8, lag_ms int8,
            sample_age_ms int8, version int4
            """;

    private static final String PINS =
            """
            client int4, user text, database text, application_name text, reasons text, since text,
            seconds int8, backend int4, node text, remote_pid int4
            """;

    private static final String STATEMENTS =
            """
            name text, database text, user text, node text, loop int4, backends int4, query text
            """;

    private static final String DIGESTS =
            """
            digest text, database text, calls int8, total_time int8, mean_time int8, rows int8,
            query text
            """;

    private static final String BOT =
            """
            digest text, node text, expected_us int8, usual_us int8, chosen int8, explored int8,
            gained_us int8, strategy text, query text
            """;

    private final Sources sources;

    private HowdahShows(Sources sources) {
        this.sources = sources;
    }

    static List<Show> all(Sources sources) {
        HowdahShows shows = new HowdahShows(sources);
        return List.of(
                Show.of("nodes", NODES, shows::nodes),
                Show.of("pins", PINS, shows::pins),
                Show.of("pin_counts", "reason text, clients int4", shows::pinCounts),
                Show.of("statements", STATEMENTS, shows::statements),
                Show.of("digests", DIGESTS, shows::digests),
                Show.of("bot", BOT, shows::bot),
                Show.of("bot_changes", "time text, change text", shows::botChanges));
    }

    private void nodes(Table table) throws InterruptedException {
        Overview overview = sources.monitor().overview();
        for (NodeSnapshot node : overview.nodes()) {
            List<PoolSnapshot> pools =
                    overview.pools().stream()
                            .filter(pool -> pool.node().equals(node.address()))
                            .toList();
            table.add(
                    name(node),
                    node.address(),
                    role(node),
                    state(node),
                    sum(pools, PoolSnapshot::active),
                    sum(pools, PoolSnapshot::idle),
                    sum(pools, PoolSnapshot::connecting),
                    sum(pools, PoolSnapshot::waiting),
                    sources.monitor().isPaused(new Target.Node(node.address())),
                    node.standing().readable(),
                    node.standing().reason(),
                    node.place().region(),
                    node.place().zone(),
                    node.place().weight(),
                    node.standing().upstream(),
                    known(node.standing().timeline(), 0),
                    node.standing().lsn(),
                    known(node.standing().lagBytes(), -1),
                    known(node.standing().lagMillis(), -1),
                    known(node.standing().sampleAgeMillis(), -1),
                    known(node.standing().version(), 0));
        }
    }

    /** What it is called; a node that has just been taken out has its address. */
    private String name(NodeSnapshot node) {
        return sources.monitor().settings().nodes().stream()
                .filter(settings -> settings.address().equals(node.address()))
                .findFirst()
                .map(NodeSettings::label)
                .orElse(node.address().toString());
    }

    /** What it was found to be; of nodes that are not asked there is one that is used. */
    private static String role(NodeSnapshot node) {
        String found = node.standing().role();
        if (node.primary()) {
            return "primary";
        }
        return found.isEmpty() ? "unused" : found;
    }

    private static String state(NodeSnapshot node) {
        String found = node.standing().state();
        if (found.isEmpty()) {
            return node.reachable() ? "reachable" : "unreachable";
        }
        return found;
    }

    private static @Nullable Long known(long value, long unknown) {
        return value == unknown ? null : value;
    }

    private static int sum(List<PoolSnapshot> pools, ToIntFunction<PoolSnapshot> part) {
        return pools.stream().mapToInt(part).sum();
    }

    private void pins(Table table) throws InterruptedException {
        Overview overview = sources.monitor().overview();
        Map<Integer, BackendSnapshot> backends =
                overview.backends().stream()
                        .collect(
                                Collectors.toMap(
                                        BackendSnapshot::id, Function.identity(), (a, _) -> a));
        overview.clients().stream()
                .filter(client -> !client.pins().isEmpty())
                .sorted(Comparator.comparing(ClientSnapshot::pinnedSince))
                .forEach(client -> pin(table, client, backends.get(client.backend())));
    }

    private static void pin(Table table, ClientSnapshot client, @Nullable BackendSnapshot backend) {
        table.add(
                client.id(),
                client.user(),
                client.database(),
                client.applicationName(),
                client.pins().stream()
                        .map(ClientSnapshot.Reason::toString)
                        .collect(Collectors.joining(", ")),
                PgTime.of(client.pinnedSince()),
                client.pinned().toSeconds(),
                backend == null ? null : backend.id(),
                backend == null ? null : backend.node(),
                backend == null ? null : backend.processId());
    }

    private void pinCounts(Table table) throws InterruptedException {
        Map<String, Integer> counts = new TreeMap<>();
        for (ClientSnapshot client : sources.monitor().overview().clients()) {
            client.pins().forEach(reason -> counts.merge(reason.name(), 1, Integer::sum));
        }
        counts.forEach(table::add);
    }

    private void statements(Table table) throws InterruptedException {
        for (StatementSnapshot statement : sources.monitor().statements()) {
            table.add(
                    statement.name(),
                    statement.database(),
                    statement.user(),
                    statement.node(),
                    statement.loop(),
                    statement.backends(),
                    statement.text());
        }
    }

    private void digests(Table table) throws InterruptedException {
        for (DigestSnapshot digest : sources.monitor().digests()) {
            table.add(
                    "%016x".formatted(digest.digest()),
                    digest.database(),
                    digest.calls(),
                    digest.totalMicros(),
                    digest.calls() == 0 ? 0 : digest.totalMicros() / digest.calls(),
                    digest.rows(),
                    digest.text());
        }
    }

    private void bot(Table table) throws InterruptedException {
        BalanceSnapshot balance = sources.monitor().balance();
        Map<Long, String> texts = new HashMap<>();
        for (DigestSnapshot digest : sources.monitor().digests()) {
            texts.put(digest.digest(), digest.text());
        }
        for (Belief belief : balance.beliefs()) {
            table.add(
                    belief.digest() == 0 ? "all" : "%016x".formatted(belief.digest()),
                    belief.node(),
                    belief.expectedMicros(),
                    belief.usualMicros(),
                    belief.chosen(),
                    belief.explored(),
                    belief.gainedMicros(),
                    balance.strategy(),
                    texts.get(belief.digest()));
        }
    }

    private void botChanges(Table table) {
        for (BalanceSnapshot.Change change : sources.monitor().balance().changes()) {
            table.add(PgTime.of(change.time()), change.words());
        }
    }
}
