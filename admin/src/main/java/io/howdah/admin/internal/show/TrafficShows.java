package io.howdah.admin.internal.show;

import io.howdah.gateway.control.DatabaseTraffic;
import io.howdah.gateway.control.TrafficSnapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** STATS and its like. Times are in microseconds. */
final class TrafficShows {
    /**
     * One figure, with the names that it has in the tables.
     *
     * @param total in STATS; {@code avg} as an average there
     * @param alone in STATS_TOTALS; {@code aloneAverage} in STATS_AVERAGES
     * @param internal in TOTALS, after total_ and avg_
     */
    private record Figure(
            String total,
            String avg,
            String alone,
            String aloneAverage,
            String internal,
            ToLongFunction<TrafficSnapshot> value) {
        static Figure plain(String name, ToLongFunction<TrafficSnapshot> value) {
            return new Figure("total_" + name, "avg_" + name, name, name, name, value);
        }

        static Figure prepared(String name, ToLongFunction<TrafficSnapshot> value) {
            return new Figure(
                    "total_" + name, "avg_" + name, name, "avg_" + name, "ps_" + name, value);
        }

        static Figure micros(String name, ToLongFunction<TrafficSnapshot> nanos) {
            return plain(name, traffic -> nanos.applyAsLong(traffic) / 1_000);
        }
    }

    private static final List<Figure> FIGURES =
            List.of(
                    Figure.plain("server_assignment_count", TrafficSnapshot::assignments),
                    Figure.plain("xact_count", TrafficSnapshot::transactions),
                    Figure.plain("query_count", TrafficSnapshot::queries),
                    new Figure(
                            "total_received",
                            "avg_recv",
                            "bytes_received",
                            "bytes_received",
                            "client_bytes",
                            TrafficSnapshot::received),
                    new Figure(
                            "total_sent",
                            "avg_sent",
                            "bytes_sent",
                            "bytes_sent",
                            "server_bytes",
                            TrafficSnapshot::sent),
                    Figure.micros("xact_time", TrafficSnapshot::transactionNanos),
                    Figure.micros("query_time", TrafficSnapshot::queryNanos),
                    Figure.micros("wait_time", TrafficSnapshot::waitNanos),
                    Figure.prepared("client_parse_count", TrafficSnapshot::clientParses),
                    Figure.prepared("server_parse_count", TrafficSnapshot::serverParses),
                    Figure.prepared("bind_count", TrafficSnapshot::binds));

    private TrafficShows() {}

    static List<Show> all(Sources sources) {
        return List.of(
                byDatabase(
                        sources,
                        "stats",
                        Stream.concat(names(Figure::total), names(Figure::avg)),
                        each -> both(each.total(), each.average())),
                byDatabase(
                        sources,
                        "stats_totals",
                        names(Figure::alone),
                        each -> values(each.total())),
                byDatabase(
                        sources,
                        "stats_averages",
                        names(Figure::aloneAverage),
                        each -> values(each.average())),
                totals(sources));
    }

    private static Stream<String> names(Function<Figure, String> name) {
        return FIGURES.stream().map(name);
    }

    private static Show byDatabase(
            Sources sources,
            String name,
            Stream<String> figures,
            Function<DatabaseTraffic, List<Long>> values) {
        String columns =
                "database text, "
                        + figures.map(figure -> figure + " numeric")
                                .collect(Collectors.joining(", "));
        return Show.of(
                name,
                columns,
                table -> {
                    for (DatabaseTraffic each : sources.monitor().traffic()) {
                        List<Object> row = new ArrayList<>();
                        row.add(each.database());
                        row.addAll(values.apply(each));
                        table.add(row.toArray());
                    }
                });
    }

    private static Show totals(Sources sources) {
        return Show.of(
                "totals",
                "name text, value numeric",
                table -> {
                    TrafficSnapshot total = TrafficSnapshot.NONE;
                    TrafficSnapshot average = TrafficSnapshot.NONE;
                    for (DatabaseTraffic each : sources.monitor().traffic()) {
                        total = total.plus(each.total());
                        average = average.plus(each.average());
                    }
                    for (Figure figure : FIGURES) {
                        table.add("total_" + figure.internal, figure.value.applyAsLong(total));
                    }
                    for (Figure figure : FIGURES) {
                        table.add("avg_" + figure.internal, figure.value.applyAsLong(average));
                    }
                });
    }

    private static List<Long> values(TrafficSnapshot traffic) {
        return FIGURES.stream().map(figure -> figure.value.applyAsLong(traffic)).toList();
    }

    private static List<Long> both(TrafficSnapshot total, TrafficSnapshot average) {
        return Stream.of(values(total), values(average)).flatMap(List::stream).toList();
    }
}
