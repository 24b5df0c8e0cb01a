package io.howdah.bench.report;

import io.howdah.bench.matrix.CellResult;
import io.howdah.bench.matrix.Protocol;
import io.howdah.bench.matrix.Workload;
import io.howdah.bench.server.Variant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Throughput as bars: a row of panels for each workload, a panel for each protocol, in it a group
 * of bars for each number of clients, in it a bar for each target.
 */
public final class Chart {
    private static final int MARGIN = 24;
    private static final int LEGEND = 64;
    private static final int LEGEND_STEP = 112;

    private final List<CellResult> results;
    private final List<String> targets;

    private Chart(List<CellResult> results) {
        this.results = results;
        targets = targets(results);
    }

    /** Draws what was measured, if anything was. */
    public static String of(Findings findings) {
        return new Chart(findings.cells()).draw();
    }

    private String draw() {
        List<Workload> rows = results.stream().map(it -> it.cell().workload()).distinct().toList();
        List<Protocol> columns =
                results.stream().map(it -> it.cell().protocol()).distinct().sorted().toList();
        int width =
                2 * MARGIN + Math.max(columns.size() * Panel.WIDTH, targets.size() * LEGEND_STEP);
        Svg svg =
                new Svg(
                        width,
                        LEGEND + rows.size() * Panel.HEIGHT + MARGIN,
                        "Transactions a second through each gateway",
                        Palette.style());
        svg.box("page", 0, 0, width, LEGEND + rows.size() * Panel.HEIGHT + MARGIN, "");
        legend(svg);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                panel(
                        svg,
                        of(rows.get(row), columns.get(column)),
                        MARGIN + column * Panel.WIDTH,
                        LEGEND + row * Panel.HEIGHT);
            }
        }
        return svg.toString();
    }

    private void legend(Svg svg) {
        svg.words("title", MARGIN, 26, "Transactions a second, by number of clients");
        for (int place = 0; place < targets.size(); place++) {
            int x = MARGIN + place * LEGEND_STEP;
            svg.box(Palette.bar(place), x, 38, 10, 10, "");
            svg.words("small", x + 15, 47, targets.get(place));
        }
    }

    private void panel(Svg svg, List<CellResult> cells, int x, int y) {
        if (!cells.isEmpty()) {
            new Panel(cells, targets).draw(svg, x, y);
        }
    }

    private List<CellResult> of(Workload workload, Protocol protocol) {
        return results.stream()
                .filter(result -> result.cell().workload() == workload)
                .filter(result -> result.cell().protocol() == protocol)
                .sorted(Comparator.comparingInt(result -> result.cell().clients()))
                .toList();
    }

    /** Howdah first, for its colour; the others in the order of the run. */
    private static List<String> targets(List<CellResult> results) {
        SequencedSet<String> names = new LinkedHashSet<>();
        results.forEach(result -> names.addAll(result.samples().keySet()));
        if (names.remove(Variant.DEFAULT)) {
            names.addFirst(Variant.DEFAULT);
        }
        return new ArrayList<>(names);
    }
}
