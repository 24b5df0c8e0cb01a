package io.howdah.bench.footprint;

import io.howdah.bench.client.PlainClient;
import io.howdah.bench.footprint.MemoryResult.Held;
import io.howdah.bench.matrix.Cell;
import io.howdah.bench.matrix.Pgbench;
import io.howdah.bench.matrix.Protocol;
import io.howdah.bench.matrix.Workload;
import io.howdah.bench.server.BenchException;
import io.howdah.bench.server.Front;
import io.howdah.bench.server.PostgreSql;
import io.howdah.bench.server.Running;
import io.howdah.bench.server.Target;
import io.howdah.bench.server.Variant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Fills a Howdah that has just started with clients, and looks at its memory. */
public final class Memory {
    private static final Variant VARIANT = Variant.of("memory");

    /** Connecting is a part of it. */
    private static final int BUSY_SECONDS = 30;

    private Memory() {}

    /** Measures with so many clients that wait, more each time, and then with as many busy ones. */
    public static MemoryResult measure(Front front, Pgbench pgbench, List<Integer> clients)
            throws BenchException, InterruptedException {
        long started;
        List<Held> idle;
        try (Running howdah = front.start(VARIANT)) {
            started = resident(howdah.target());
            idle = idle(howdah.target(), clients);
        }
        try (Running howdah = front.start(VARIANT)) {
            int most = clients.getLast();
            Cell cell = new Cell(Workload.SELECT, Protocol.SIMPLE, most);
            long busy = pgbench.run(cell, howdah.target(), BUSY_SECONDS).residentBytes();
            return new MemoryResult(started, idle, new Held(most, busy));
        }
    }

    private static List<Held> idle(Target howdah, List<Integer> clients) throws BenchException {
        List<Held> idle = new ArrayList<>();
        List<PlainClient> connected = new ArrayList<>();
        try {
            for (int count : clients) {
                while (connected.size() < count) {
                    PlainClient client =
                            PlainClient.connect(howdah.address(), PostgreSql.USER, PostgreSql.USER);
                    connected.add(client);
                    client.query("SELECT 1");
                }
                idle.add(new Held(count, resident(howdah)));
            }
            return idle;
        } catch (IOException e) {
            throw new BenchException("client " + (connected.size() + 1) + " of many", e);
        } finally {
            connected.forEach(PlainClient::close);
        }
    }

    private static long resident(Target howdah) {
        return howdah.gateway().orElseThrow().residentBytes();
    }
}
