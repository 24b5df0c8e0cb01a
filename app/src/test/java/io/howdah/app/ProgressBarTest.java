package io.howdah.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class ProgressBarTest {
    private final StringWriter out = new StringWriter();

    @Test
    void growsOnTerminal() {
        ProgressBar bar = new ProgressBar(new PrintWriter(out), true, "Loading");
        bar.show(0.5);
        bar.show(0.501);
        bar.done();
        String half = "█".repeat(15) + "░".repeat(15);
        assertEquals(
                "\rLoading  " + half + "  50 %\rLoading  " + "█".repeat(30) + " 100 %\n",
                out.toString());
    }

    @Test
    void writesFewLinesElsewhere() {
        ProgressBar bar = new ProgressBar(new PrintWriter(out), false, "Loading");
        for (int i = 0; i <= 1_000; i++) {
            bar.show(i / 1_000.0);
        }
        bar.done();
        assertEquals(5, out.toString().lines().count());
        assertTrue(out.toString().endsWith("Loading: 100 %\n"));
    }
}
