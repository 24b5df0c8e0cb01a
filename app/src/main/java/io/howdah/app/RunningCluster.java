package io.howdah.app;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.base.error.Failure;
import io.howdah.embedded.BlogDemo;
import io.howdah.embedded.ClusterException;
import io.howdah.embedded.ClusterSettings;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.ServerControls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** What {@code up} needs of an embedded cluster; tests bring their own. */
interface RunningCluster extends ServerControls, AutoCloseable {
    /** The same content each time: what a tutorial shows is what a reader sees. */
    long DEMO_SEED = 42;

    /** SQLSTATE: undefined object. */
    String NO_SUCH_NODE = "42704";

    /** SQLSTATE: object not in prerequisite state. */
    String NOT_IN_THIS_STATE = "55000";

    /** Where the data lives. */
    Path data();

    /** The primary, then the replicas, by name. */
    SequencedMap<String, HostPort> nodes();

    /** Whether the demo data set is there. */
    boolean hasDemo() throws Refusal;

    /** Fills in the demo data set, {@code scale} times its usual size. */
    void loadDemo(int scale, DoubleConsumer progress) throws Refusal, InterruptedException;

    /** Stops every server cleanly. */
    @Override
    void close();

    /** Starts a cluster. */
    interface Starter {
        /**
         * Returns when the servers answer.
         *
         * @param log takes what is worth telling while the servers start, a line each
         * @throws Refusal with one clear line, when they cannot run
         */
        RunningCluster start(ClusterSettings settings, Consumer<String> log)
                throws Refusal, InterruptedException;
    }

    /** Starts the real one. */
    static Starter starter(Clock clock) {
        return (settings, log) -> {
            try {
                return new Real(EmbeddedCluster.start(settings, clock, log));
            } catch (ClusterException e) {
                throw refusal(e);
            }
        };
    }

    private static Refusal refusal(ClusterException e) {
        return new Refusal(ExitCode.NO_CLUSTER, String.valueOf(e.getMessage()));
    }

    /** The real cluster. */
    record Real(EmbeddedCluster cluster) implements RunningCluster {
        @Override
        public Path data() {
            return cluster.data();
        }

        @Override
        public SequencedMap<String, HostPort> nodes() {
            return cluster.servers();
        }

        @Override
        public void change(String name, ServerChange change)
                throws ControlRefused, InterruptedException {
            if (!nodes().containsKey(name)) {
                throw new ControlRefused(
                        Failure.reported(NO_SUCH_NODE, "there is no node \"" + name + "\"")
                                .withHint(
                                        "There are " + String.join(", ", nodes().keySet()) + "."));
            }
            try {
                switch (change) {
                    case ServerChange.Stop() -> cluster.stop(name);
                    case ServerChange.Start() -> cluster.start(name);
                    case ServerChange.Kill() -> cluster.kill(name);
                    case ServerChange.Delay(Duration time) -> cluster.delay(name, time);
                }
            } catch (ClusterException e) {
                throw new ControlRefused(
                        Failure.reported(NOT_IN_THIS_STATE, String.valueOf(e.getMessage())));
            }
        }

        @Override
        public boolean hasDemo() throws Refusal {
            try {
                return BlogDemo.isLoaded(cluster.primary());
            } catch (ClusterException e) {
                throw refusal(e);
            }
        }

        @Override
        public void loadDemo(int scale, DoubleConsumer progress)
                throws Refusal, InterruptedException {
            try {
                BlogDemo.load(cluster.primary(), scale, DEMO_SEED, progress);
            } catch (ClusterException e) {
                throw refusal(e);
            }
        }

        @Override
        public void close() {
            cluster.close();
        }
    }
}
