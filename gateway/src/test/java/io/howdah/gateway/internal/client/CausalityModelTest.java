package io.howdah.gateway.internal.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.howdah.base.Clock;
import io.howdah.base.Randomness;
import io.howdah.gateway.internal.backend.Node;
import io.howdah.gateway.internal.cluster.LsnSample;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/**
 * Clients who write and read through {@link Causality}, on a model of a primary and replicas that
 * replay, crash and are asked in any order: no read sees less than its client has seen.
 *
 * <p>{@code -Dhowdah.causality.seed=N} repeats a run.
 */
class CausalityModelTest {
    private static final long SEED = Long.getLong("howdah.causality.seed", Clock.system().nanos());
    private static final int WORLDS = 200;
    private static final int STEPS = 3_000;
    private static final int CLIENTS = 4;

    @Test
    void neverGoesBackInTime() {
        int byReplicas = 0;
        for (int world = 0; world < WORLDS; world++) {
            byReplicas += new World(SEED + world, true).live();
        }
        assertTrue(byReplicas > WORLDS * 20, byReplicas + " reads by replicas");
    }

    @Test
    void showsThatTheModelDoesGoBackWithoutTheRule() {
        long stale = 0;
        for (int world = 0; world < 10; world++) {
            World lawless = new World(SEED + world, false);
            lawless.live();
            stale += lawless.stale;
        }
        assertTrue(stale > 0, "-Dhowdah.causality.seed=" + SEED);
    }

    /** A server: where its log is, and who asks it. */
    private static final class Server {
        final Node node;
        long lsn;
        int life;
        long openedNanos;
        boolean asked;
        long askedNanos;
        long answer = -1;
        boolean cutOff;

        Server(Node node) {
            this.node = node;
        }

        /** The probe has a new connection, and nothing that was asked on the former is answered. */
        void reconnect() {
            SampledNodes.reconnect(node);
            asked = false;
            answer = -1;
            cutOff = false;
        }
    }

    /** A client, and the request it waits for. */
    private static final class Client {
        final Causality causality;
        long seen;
        @Nullable Server asked;
        int connection;
        int life;
        long answer = -1;

        Client(Causality causality) {
            this.causality = causality;
        }
    }

    private static final class World {
        final SampledNodes nodes = new SampledNodes();
        final Randomness random;
        final String name;
        final boolean lawful;
        final Server primary = new Server(nodes.primary);
        final List<Server> replicas = List.of(new Server(nodes.one), new Server(nodes.two));
        final List<Client> clients = new ArrayList<>();
        long now = 1;
        int byReplicas;
        long stale;

        World(long seed, boolean lawful) {
            this.random = Randomness.seeded(seed);
            this.name = "-Dhowdah.causality.seed=" + seed;
            this.lawful = lawful;
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new Client(new Causality(nodes.topology)));
            }
        }

        int live() {
            for (int step = 0; step < STEPS; step++) {
                now += random.nextInt(3); // clocks may stand still
                Server any = random.nextInt(3) < 2 ? primary : anyReplica();
                switch (random.nextInt(300)) {
                    case 0 -> crash(anyReplica());
                    case 1, 2 -> any.reconnect();
                    default -> proceed(any);
                }
            }
            return byReplicas;
        }

        private Server anyReplica() {
            return replicas.get(random.nextInt(replicas.size()));
        }

        private void proceed(Server any) {
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4 -> sample(any);
                case 5, 6 -> sample(anyReplica());
                case 7 -> replay(anyReplica());
                default -> serve(clients.get(random.nextInt(CLIENTS)));
            }
        }

        // ---- servers

        /** What was replayed last may be gone; what has been answered may yet arrive. */
        private void crash(Server replica) {
            replica.life++;
            replica.lsn -= random.nextLong(Math.min(replica.lsn, 5) + 1);
            replica.openedNanos = now;
            replica.cutOff = true;
        }

        private void replay(Server replica) {
            long missing = primary.lsn - replica.lsn;
            replica.lsn += random.nextBoolean() ? missing : random.nextLong(missing + 1);
        }

        /** Asks, or answers, or the answer arrives. */
        private void sample(Server server) {
            if (!server.asked) {
                server.asked = true;
                server.askedNanos = now;
            } else if (server.answer < 0) {
                server.answer = server.cutOff ? -1 : server.lsn;
            } else {
                SampledNodes.publish(server.node, server.answer, server.askedNanos);
                server.asked = false;
                server.answer = -1;
            }
        }

        // ---- clients

        private void serve(Client client) {
            Server asked = client.asked;
            if (asked == null) {
                send(client);
            } else if (client.answer >= 0) {
                check(client, asked);
                answered(client, asked);
            } else if (asked.life != client.life) {
                answered(client, asked); // with a lost connection
            } else {
                primary.lsn += asked == primary ? random.nextInt(2) : 0; // a write, or a read
                client.answer = asked.lsn;
            }
        }

        private void send(Client client) {
            Server to = random.nextInt(4) == 0 ? primary : anyReplica();
            if (to != primary && !mayAnswer(client, to)) {
                to = primary;
            }
            byReplicas += to == primary ? 0 : 1;
            client.asked = to;
            client.life = to.life;
        }

        /** As {@code ReadRouter} does it; the backend is opened when it is needed. */
        private boolean mayAnswer(Client client, Server replica) {
            client.connection = replica.node.connection();
            LsnSample sample = replica.node.sample();
            if (random.nextInt(100) == 0) {
                replica.openedNanos = now;
            }
            return !lawful
                    || (sample != null
                            && client.causality.allows(replica.node, sample, now)
                            && replica.openedNanos - sample.requestedNanos() < 0);
        }

        private void check(Client client, Server asked) {
            boolean less = client.answer < client.seen;
            stale += less ? 1 : 0;
            assertTrue(
                    !lawful || !less,
                    () -> asked.node + " at " + client.answer + ", " + client.seen + ": " + name);
            client.seen = Math.max(client.seen, client.answer);
        }

        private void answered(Client client, Server asked) {
            int connection = asked == primary ? primary.node.connection() : client.connection;
            client.causality.seen(asked.node, connection, now);
            client.asked = null;
            client.answer = -1;
        }
    }
}
