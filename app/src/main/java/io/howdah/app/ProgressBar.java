package io.howdah.app;

import java.io.PrintWriter;

/** Shows how far something is: a bar that grows on a terminal, a few lines anywhere else. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final int LINE_EVERY_PERCENT = 25;

    private final PrintWriter out;
    private final boolean terminal;
    private final String label;
    private int shown = -1;

    ProgressBar(PrintWriter out, boolean terminal, String label) {
        this.out = out;
        this.terminal = terminal;
        this.label = label;
    }

    /**
     * Shows progress, if it is more than was shown.
     *
     * @param fraction of the whole, 0 to 1
     */
    void show(double fraction) {
        int percent = (int) (Math.clamp(fraction, 0.0, 1.0) * 100);
        int step = terminal ? percent : percent - percent % LINE_EVERY_PERCENT;
        if (step > shown) {
            shown = step;
            out.print(terminal ? bar(step) : label + ": " + step + " %\n");
            out.flush();
        }
    }

    /** Ends the bar's line. */
    void done() {
        show(1);
        if (terminal) {
            out.println();
            out.flush();
        }
    }

    private String bar(int percent) {
        int full = percent * WIDTH / 100;
        return "\r%s  %s%s %3d %%"
                .formatted(label, "█".repeat(full), "░".repeat(WIDTH - full), percent);
    }
}
