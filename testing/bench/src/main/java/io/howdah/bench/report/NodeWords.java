package io.howdah.bench.report;

import io.howdah.bench.nodes.Distance;
import io.howdah.bench.nodes.NodeModel;
import io.howdah.bench.nodes.ServiceTime;
import io.howdah.bench.nodes.Warmth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The parameters of nodes in words: whoever reads a figure has to know what it is of. */
final class NodeWords {
    private NodeWords() {}

    /** A node's powers, but for its service times. */
    static String of(NodeModel node) {
        List<String> words = new ArrayList<>();
        words.add(node.places() + " places");
        if (node.slowness() != 1) {
            words.add(Numbers.plain(node.slowness()) + " times as slow");
        }
        Distance distance = node.distance();
        if (!distance.oneWay().isZero()) {
            words.add(time(distance.oneWay().multipliedBy(2)) + " there and back");
        }
        if (!distance.jitter().isZero()) {
            words.add("up to " + time(distance.jitter()) + " of jitter each way");
        }
        if (distance.bytesPerSecond() > 0) {
            words.add(Numbers.whole(distance.bytesPerSecond() / 1e3) + " kB/s");
        }
        if (node.stalls().any()) {
            words.add(
                    "stands still for %s every %s"
                            .formatted(time(node.stalls().length()), time(node.stalls().period())));
        }
        if (node.warmth().matters()) {
            words.add(warmth(node.warmth()));
        }
        return String.join(", ", words);
    }

    /** Service times; tables that take as long as one another are counted. */
    static String of(Map<String, ServiceTime> service) {
        SequencedMap<String, List<String>> tables =
                new TreeMap<>(
                        service.entrySet().stream()
                                .collect(
                                        Collectors.groupingBy(
                                                entry -> of(entry.getValue()),
                                                Collectors.mapping(
                                                        Map.Entry::getKey, Collectors.toList()))));
        return tables.entrySet().stream()
                .map(entry -> names(entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String of(ServiceTime time) {
        return "%s (spread %s)".formatted(time(time.median()), Numbers.plain(time.spread()));
    }

    private static String names(List<String> tables) {
        return tables.size() == 1
                ? "`" + tables.getFirst() + "`"
                : "each of " + tables.size() + " tables";
    }

    private static String warmth(Warmth warmth) {
        String slow = Numbers.plain(warmth.cold()) + " times as slow";
        return warmth.reads() == 1
                ? "remembers %d tables, %s on the others".formatted(warmth.tables(), slow)
                : "warm after %s reads, %s on the first"
                        .formatted(Numbers.whole(warmth.reads()), slow);
    }

    private static String time(Duration time) {
        return time.toNanos() % 1_000_000_000 == 0
                ? time.toSeconds() + " s"
                : Numbers.plain(time.toNanos() / 1e6) + " ms";
    }
}
