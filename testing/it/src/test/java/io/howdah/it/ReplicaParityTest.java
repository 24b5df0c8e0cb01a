package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.base.HostPort;
import io.howdah.embedded.EmbeddedCluster;
import io.howdah.gateway.config.Consistency;
import io.howdah.gateway.config.PoolMode;
import io.howdah.it.parity.Difference;
import io.howdah.it.parity.Pending;
import io.howdah.it.parity.Sequence;
import io.howdah.it.parity.SequenceReader;
import io.howdah.it.parity.Stage;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where replicas answer, Howdah answers as the primary does, message by message: the sequences of
 * {@link ParityTest} are played on both. The replicas are synchronous to the last, so that what a
 * sequence's other clients have written is there.
 */
final class ReplicaParityTest {
    private static final Path FOLDER = Path.of("src/test/resources/parity");
    private static final String DATABASE = "parity";

    /** What is not as on PostgreSQL with one server need not be so with several. */
    private static final List<String> STAGES = List.of("replicas", "many", "shared");

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int VERSION = 18;

    private final Pending pending = Pending.read(FOLDER.resolve("pending.txt"));
    private final List<AutoCloseable> open = new ArrayList<>();

    private long byReplicas;

    private record Stages(Stage direct, Stage routed, Front front, Connection reader) {
        /** What the last sequence has defined is known. */
        void awaitRouting() throws Exception {
            long before = front.figure("howdah_reads_routed_total");
            Await.until(
                    () -> "reads go to replicas: " + front,
                    () -> {
                        Sql.run(reader, "SELECT 1");
                        return front.figure("howdah_reads_routed_total") > before;
                    });
        }
    }

    ReplicaParityTest() throws IOException {}

    @TestFactory
    Stream<DynamicContainer> answersAsThePrimary() throws Exception {
        Stages stages = open();
        Map<String, List<Sequence>> topics = SequenceReader.folder(FOLDER);
        return Stream.concat(
                        topics.entrySet().stream()
                                .map(
                                        topic ->
                                                DynamicContainer.dynamicContainer(
                                                        topic.getKey(),
                                                        tests(stages, topic.getValue()))),
                        Stream.of(used(stages.front())))
                .onClose(this::close);
    }

    private Stages open() throws Exception {
        EmbeddedCluster cluster = Servers.cluster(2);
        open.add(() -> Servers.stop(cluster));
        Endpoint primary = new Endpoint(cluster.primary());
        primary.run("ALTER SYSTEM SET synchronous_standby_names = '2 (*)'");
        primary.run("ALTER SYSTEM SET synchronous_commit = 'remote_apply'");
        primary.run("SELECT pg_reload_conf()");
        primary.run("CREATE DATABASE " + DATABASE);
        new Endpoint(cluster.primary(), DATABASE)
                .run(Files.readString(FOLDER.resolve("fixture.sql")));
        FrontPlan plan = new FrontPlan(cluster.nodes().toArray(HostPort[]::new));
        Front front =
                Front.of(
                        plan.pooled(PoolMode.TRANSACTION, 8)
                                .sharing(2, true)
                                .reading(Consistency.SESSION));
        open.addFirst(front);
        Stage direct = Stage.open(cluster.primary(), cluster.primary(), DATABASE);
        open.addFirst(direct);
        Stage routed = Stage.open(front.endpoint().address(), cluster.primary(), DATABASE);
        open.addFirst(routed);
        Connection reader = new Endpoint(front.endpoint().address(), DATABASE).connect();
        open.addFirst(reader);
        return new Stages(direct, routed, front, reader);
    }

    private Stream<DynamicTest> tests(Stages stages, List<Sequence> sequences) {
        return sequences.stream()
                .filter(sequence -> sequence.since() <= VERSION && !sequence.alone())
                .map(
                        sequence ->
                                DynamicTest.dynamicTest(
                                        sequence.name(), () -> check(stages, sequence)));
    }

    private void check(Stages stages, Sequence sequence) throws Exception {
        assumeTrue(
                STAGES.stream().allMatch(stage -> pending.reason(stage, sequence).isEmpty()),
                "in pending.txt");
        List<String> expected = stages.direct().play(sequence, PATIENCE_MILLIS, null);
        stages.awaitRouting();
        long before = stages.front().figure("howdah_reads_routed_total");
        List<String> actual = stages.routed().play(sequence, PATIENCE_MILLIS, expected);
        byReplicas += stages.front().figure("howdah_reads_routed_total") - before;
        List<String> wanted = Stage.withNotificationsLast(expected);
        assertEquals(
                wanted,
                actual,
                () ->
                        sequence
                                + " through Howdah (+) is not as on the primary (-):\n"
                                + Difference.of(wanted, actual));
    }

    /** Else all that was shown is that the primary answers as the primary. */
    private DynamicContainer used(Front front) {
        return DynamicContainer.dynamicContainer(
                "by replicas",
                Stream.of(
                        DynamicTest.dynamicTest(
                                "reads and transactions",
                                () -> {
                                    assertTrue(byReplicas > 100, front::toString);
                                    assertTrue(
                                            front.figure("howdah_transactions_routed_total") > 20,
                                            front::toString);
                                })));
    }

    private void close() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
