package io.howdah.bench.report;

import io.howdah.bench.figures.Samples;
import io.howdah.bench.matrix.Cell;
import io.howdah.bench.matrix.CellResult;
import io.howdah.bench.matrix.Sample;

import java.util.List;
import java.util.Optional;

/**
 * The bars of one workload and protocol.
 *
 * @param cells at least one
 * @param targets whose place is their colour
 */
record Panel(List<CellResult> cells, List<String> targets) {
    static final int WIDTH = 310;
    static final int HEIGHT = 190;

    private static final int LEFT = 44;
    private static final int TOP = 34;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 14;
    private static final int PLOT_HEIGHT = HEIGHT - TOP - 34;

    void draw(Svg svg, int x, int y) {
        Cell first = cells.getFirst().cell();
        double top = scale(most());
        svg.words("title", x, y + 18, first.workload().label() + ", " + first.protocol().label());
        for (int part = 0; part <= 2; part++) {
            double level = y + TOP + PLOT_HEIGHT * (1 - part / 2.0);
            svg.line(part == 0 ? "axis" : "grid", x + LEFT, level, PLOT_WIDTH);
            svg.words("end", x + LEFT - 6, level + 4, Numbers.whole(top * part / 2));
        }
        double group = (double) PLOT_WIDTH / cells.size();
        for (int index = 0; index < cells.size(); index++) {
            double left = x + LEFT + index * group;
            bars(svg, cells.get(index), left, y + TOP + PLOT_HEIGHT, group, top);
            svg.words(
                    "middle",
                    left + group / 2,
                    y + TOP + PLOT_HEIGHT + 16,
                    Numbers.whole(cells.get(index).cell().clients()));
        }
    }

    private void bars(
            Svg svg, CellResult result, double left, double bottom, double group, double top) {
        double width = Math.min(26, group * 0.8 / targets.size());
        double start = left + (group - width * targets.size()) / 2;
        for (int place = 0; place < targets.size(); place++) {
            String target = targets.get(place);
            Optional<Samples> tps = result.figure(target, Sample::tps);
            if (tps.isPresent()) {
                double median = tps.get().median();
                double height = PLOT_HEIGHT * median / top;
                svg.box(
                        Palette.bar(place),
                        start + place * width,
                        bottom - height,
                        width - 1,
                        height,
                        target + ": " + Numbers.whole(median));
            }
        }
    }

    private double most() {
        return cells.stream()
                .flatMap(cell -> targets.stream().map(target -> cell.figure(target, Sample::tps)))
                .flatMap(Optional::stream)
                .mapToDouble(Samples::median)
                .max()
                .orElse(1);
    }

    /** The next of 1, 2, 5, 10, 20, 50 and so on. */
    static double scale(double most) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.max(1, most))));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * unit >= most) {
                return factor * unit;
            }
        }
        return 10 * unit;
    }
}
