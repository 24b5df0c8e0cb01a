package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.howdah.it.parity.Difference;
import io.howdah.it.parity.Pending;
import io.howdah.it.parity.Sequence;
import io.howdah.it.parity.SequenceReader;
import io.howdah.it.parity.Stage;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Howdah answers as PostgreSQL does, message by message: the sequences in {@code resources/parity}
 * are played on both.
 */
@EachRig
final class ParityTest {
    private static final Path FOLDER = Path.of("src/test/resources/parity");

    /** What is expected to hang need not do so for long. */
    private static final int SHORT_PATIENCE_MILLIS = 700;

    private final Rig rig;
    private final Map<String, List<Sequence>> topics = SequenceReader.folder(FOLDER);
    private final Pending pending = Pending.read(FOLDER.resolve("pending.txt"));

    ParityTest(Rig rig) throws IOException {
        this.rig = rig;
    }

    @TestFactory
    Stream<DynamicContainer> answersAsPostgres() throws Exception {
        ParityStages stages =
                ParityStages.open(rig, Files.readString(FOLDER.resolve("fixture.sql")));
        return topics.entrySet().stream()
                .map(topic -> container(stages, topic.getKey(), topic.getValue()))
                .onClose(stages::close);
    }

    @Test
    void expectsNothingOfSequencesThatAreNotThere() {
        Set<String> known =
                topics.values().stream()
                        .flatMap(List::stream)
                        .map(Sequence::toString)
                        .collect(Collectors.toSet());
        assertEquals(Set.of(), pending.strays(known), "in pending.txt");
    }

    private DynamicContainer container(
            ParityStages stages, String topic, List<Sequence> sequences) {
        return DynamicContainer.dynamicContainer(
                topic,
                stages.names().stream()
                        .flatMap(
                                stage ->
                                        sequences.stream()
                                                .filter(sequence -> fits(stage, sequence))
                                                .map(sequence -> test(stages, stage, sequence))));
    }

    private boolean fits(String stage, Sequence sequence) {
        return sequence.since() <= rig.version()
                && !(stage.equals("one") && sequence.backends() > 1);
    }

    private DynamicTest test(ParityStages stages, String stage, Sequence sequence) {
        return DynamicTest.dynamicTest(
                sequence.name() + " (" + stage + ")", () -> check(stages, stage, sequence));
    }

    private void check(ParityStages stages, String stage, Sequence sequence) throws Exception {
        List<String> expected = stages.expected(stage, sequence);
        assertFalse(expected.contains(Stage.SILENCE), () -> "PostgreSQL: " + expected);
        Optional<String> reason = pending.reason(stage, sequence);
        List<String> actual = actual(stages, stage, sequence, reason.isPresent());
        boolean same = actual.equals(expected);
        if (reason.isEmpty() && !same) {
            fail(
                    sequence
                            + " through Howdah (+) is not as on PostgreSQL (-):\n"
                            + Difference.of(expected, actual));
        }
        assertTrue(
                reason.isEmpty() || !same || Pending.mayPass(reason.get()),
                () -> sequence + " passes now: take it out of pending.txt (" + reason + ")");
    }

    private static List<String> actual(
            ParityStages stages, String stage, Sequence sequence, boolean pending)
            throws Exception {
        if (pending) {
            return stages.apart(stage, sequence, SHORT_PATIENCE_MILLIS);
        }
        return sequence.alone()
                ? stages.apart(stage, sequence, ParityStages.PATIENCE_MILLIS)
                : stages.actual(stage, sequence);
    }
}
