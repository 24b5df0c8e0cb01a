package io.howdah.admin.internal.show;

import io.howdah.admin.internal.table.Table;
import io.howdah.gateway.control.ClientSnapshot;
import io.howdah.gateway.control.ClientSnapshot.State;
import io.howdah.gateway.control.Overview;
import io.howdah.gateway.control.PoolSnapshot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** POOLS, a row for each database and user, whatever the nodes; peers, of which there are none. */
final class PoolShows {
    private static final String POOLS =
            """
            database text, user text, cl_active int4, cl_waiting int4, cl_active_cancel_req int4,
            cl_waiting_cancel_req int4, sv_active int4, sv_active_cancel int4,
            sv_being_canceled int4, sv_idle int4, sv_used int4, sv_tested int4, sv_login int4,
            maxwait int4, maxwait_us int4, pool_mode text, load_balance_hosts text
            """;

    private static final String PEER_POOLS =
            """
            peer_id int4, cl_active_cancel_req int4, cl_waiting_cancel_req int4,
            sv_active_cancel int4, sv_login int4
            """;

    private record Key(String database, String user) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byDatabase = database.compareTo(other.database);
            return byDatabase == 0 ? user.compareTo(other.user) : byDatabase;
        }
    }

    private final Sources sources;

    private PoolShows(Sources sources) {
        this.sources = sources;
    }

    static List<Show> all(Sources sources) {
        PoolShows shows = new PoolShows(sources);
        return List.of(
                Show.of("pools", POOLS, shows::pools),
                Show.of("peer_pools", PEER_POOLS, _ -> {}),
                Show.of("peers", "peer_id int4, host text, port int4, pool_size int4", _ -> {}));
    }

    private void pools(Table table) throws InterruptedException {
        Overview overview = sources.monitor().overview();
        Map<Key, PoolSnapshot> pools = new TreeMap<>();
        for (PoolSnapshot pool : overview.pools()) {
            pools.merge(new Key(pool.database(), pool.user()), pool, PoolSnapshot::plus);
        }
        Map<Key, Integer> waiting = count(overview.clients(), true);
        Map<Key, Integer> others = count(overview.clients(), false);
        pools.forEach(
                (key, pool) ->
                        row(
                                table,
                                pool,
                                others.getOrDefault(key, 0),
                                waiting.getOrDefault(key, 0)));
        console(table, overview.clients());
    }

    private static Map<Key, Integer> count(List<ClientSnapshot> clients, boolean waiting) {
        Map<Key, Integer> counts = new HashMap<>();
        for (ClientSnapshot client : clients) {
            if ((client.state() == State.WAITING) == waiting) {
                counts.merge(new Key(client.database(), client.user()), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Who waits while logging in is no client yet, but is in the queue. */
    private static void row(Table table, PoolSnapshot pool, int clients, int waiting) {
        table.add(
                pool.database(),
                pool.user(),
                clients,
                Math.max(waiting, pool.waiting()),
                0,
                0,
                pool.active(),
                0,
                pool.beingCanceled(),
                pool.idle(),
                pool.used(),
                pool.tested(),
                pool.connecting(),
                pool.longestWait().toSeconds(),
                pool.longestWait().toNanosPart() / 1_000,
                Console.word(pool.settings().mode()),
                null);
    }

    private static void console(Table table, List<ClientSnapshot> clients) {
        long here = clients.stream().filter(client -> client.state() == State.LOCAL).count();
        table.add(
                Console.NAME,
                Console.NAME,
                here,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Console.MODE,
                null);
    }
}
