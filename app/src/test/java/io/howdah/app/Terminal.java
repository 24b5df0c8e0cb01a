package io.howdah.app;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.gateway.config.GatewaySettings;
import io.howdah.gateway.control.ProcessControls;
import io.howdah.gateway.control.ServerControls;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.DoubleConsumer;

/** A terminal with a fake gateway and a fake cluster behind it: runs commands in-process. */
final class Terminal {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final StopRequests stops = new StopRequests();

    /** What happened, in order: {@code gateway started}, {@code cluster closed} and so on. */
    final List<String> events = new CopyOnWriteArrayList<>();

    /** Opens when a drain began. */
    final CountDownLatch draining = new CountDownLatch(1);

    private final Path directory;
    private final Map<String, String> environment;
    private @Nullable GatewaySettings started;
    private @Nullable ProcessControls process;
    private String clusterFailure = "";
    private String listenFailure = "";
    private boolean drainEnds = true;
    private Stop stopOnceReady = Stop.FAST;

    Terminal(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** From now on a drain lasts until it is interrupted. */
    Terminal withEndlessDrain() {
        drainEnds = false;
        return this;
    }

    Terminal withFailingCluster(String message) {
        clusterFailure = message;
        return this;
    }

    Terminal withFailingListener(String message) {
        listenFailure = message;
        return this;
    }

    /** The signal that comes as soon as clients can connect. */
    Terminal withStop(Stop stop) {
        stopOnceReady = stop;
        return this;
    }

    /** Runs {@code howdah words…}; returns its exit code. */
    int run(String... words) {
        return Main.run(
                words,
                new Surroundings(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        false,
                        environment,
                        directory,
                        Clock.system(),
                        stops,
                        this::gateway,
                        (settings, log) -> cluster(settings.data())));
    }

    /** What the gateway was started with. */
    GatewaySettings settings() {
        if (started == null) {
            throw new AssertionError("no gateway was started: " + err);
        }
        return started;
    }

    /** What its console can do to servers. */
    ServerControls servers() {
        if (process == null) {
            throw new AssertionError("no gateway was started: " + err);
        }
        return process.servers();
    }

    private RunningGateway gateway(GatewaySettings settings, RunningGateway.Launch launch)
            throws IOException {
        if (!listenFailure.isEmpty()) {
            throw new IOException(listenFailure);
        }
        started = settings;
        process = launch.process();
        events.add("gateway started");
        stops.request(stopOnceReady);
        return new FakeGateway(settings.listen().first());
    }

    private RunningCluster cluster(Path data) throws Refusal {
        if (!clusterFailure.isEmpty()) {
            throw new Refusal(ExitCode.NO_CLUSTER, clusterFailure);
        }
        events.add("cluster started");
        return new FakeCluster(data);
    }

    private final class FakeGateway implements RunningGateway {
        private final HostPort address;

        FakeGateway(HostPort address) {
            this.address = address;
        }

        @Override
        public HostPort address() {
            return address;
        }

        @Override
        public void drain(Duration limit) throws InterruptedException {
            events.add("gateway drains for " + limit.toSeconds() + " s");
            draining.countDown();
            if (!drainEnds) {
                new CountDownLatch(1).await();
            }
        }

        @Override
        public void onHandedOver(Runnable then) {
            // Tests ask to stop instead.
        }

        @Override
        public void closeEntrance() {
            events.add("gateway lets nobody in");
        }

        @Override
        public Runnable prepare(GatewaySettings next) {
            return () -> {
                started = next;
                events.add("gateway has other settings");
            };
        }

        @Override
        public boolean awaitClients(Duration limit) {
            events.add("gateway waits for its clients to leave");
            return true;
        }

        @Override
        public void close() {
            events.add("gateway closed");
        }
    }

    private final class FakeCluster implements RunningCluster {
        private final Path data;
        private boolean demo;

        FakeCluster(Path data) {
            this.data = data;
        }

        @Override
        public Path data() {
            return data;
        }

        @Override
        public SequencedMap<String, HostPort> nodes() {
            SequencedMap<String, HostPort> nodes = new LinkedHashMap<>();
            nodes.put("primary", new HostPort("127.0.0.1", 5001));
            nodes.put("replica-1", new HostPort("127.0.0.1", 5002));
            return nodes;
        }

        @Override
        public void change(String name, ServerChange change) {
            events.add(name + ": " + change);
        }

        @Override
        public boolean hasDemo() {
            return demo;
        }

        @Override
        public void loadDemo(int scale, DoubleConsumer progress) {
            events.add("demo loaded at scale " + scale);
            progress.accept(0.5);
            demo = true;
        }

        @Override
        public void close() {
            events.add("cluster closed");
        }
    }
}
