package io.howdah.app;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.embedded.BlogDemo;
import io.howdah.embedded.ClusterException;
import io.howdah.embedded.ClusterSettings;
import io.howdah.embedded.EmbeddedCluster;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** What {@code up} needs of an embedded cluster; tests bring their own. */
interface RunningCluster extends AutoCloseable {
    /** The same content each time: what a tutorial shows is what a reader sees. */
    long DEMO_SEED = 42;

    /** Where the data lives. */
    Path data();

    /** The primary, then the replicas. */
    List<HostPort> nodes();

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
        public List<HostPort> nodes() {
            return cluster.nodes();
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
