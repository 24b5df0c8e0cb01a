package io.howdah.it;

import io.howdah.base.Clock;
import io.howdah.base.HostPort;
import io.howdah.embedded.ClusterSettings;
import io.howdah.embedded.EmbeddedCluster;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** The servers that all test classes share; each starts when it is first asked for. One thread. */
final class Servers implements AutoCloseable {
    private @Nullable EmbeddedCluster postgres18;
    private @Nullable DebianPostgres postgres15;

    /** PostgreSQL 18 as Howdah brings it along, without replicas. */
    HostPort postgres18() throws Exception {
        if (postgres18 == null) {
            postgres18 = cluster(0);
        }
        return postgres18.primary();
    }

    /** Debian's PostgreSQL 15; the test is skipped where it is not installed. */
    HostPort postgres15() throws Exception {
        if (postgres15 == null) {
            postgres15 = DebianPostgres.start();
        }
        return postgres15.address();
    }

    /** A new cluster of PostgreSQL 18, for the caller to {@link #stop}. */
    static EmbeddedCluster cluster(int replicas) throws Exception {
        ClusterSettings settings = new ClusterSettings(Scratch.folder("postgres-18"), replicas);
        return EmbeddedCluster.start(settings, Clock.system(), System.out::println);
    }

    /** Stops a cluster and deletes its data. */
    static void stop(EmbeddedCluster cluster) throws IOException {
        cluster.close();
        Scratch.delete(cluster.data());
    }

    @Override
    public void close() throws IOException {
        if (postgres15 != null) {
            postgres15.close();
        }
        if (postgres18 != null) {
            stop(postgres18);
        }
    }
}
