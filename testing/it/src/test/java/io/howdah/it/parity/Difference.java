package io.howdah.it.parity;

import java.util.ArrayList;
import java.util.List;

/** Two transcripts beside each other, as {@code diff} shows them. */
public final class Difference {
    private Difference() {}

    /** All lines: {@code -} before those only in the first, {@code +} only in the second. */
    public static String of(List<String> first, List<String> second) {
        int[][] common = new int[first.size() + 1][second.size() + 1];
        for (int i = first.size() - 1; i >= 0; i--) {
            for (int j = second.size() - 1; j >= 0; j--) {
                common[i][j] =
                        first.get(i).equals(second.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < first.size() || j < second.size()) {
            if (i < first.size() && j < second.size() && first.get(i).equals(second.get(j))) {
                lines.add("  " + first.get(i++));
                j++;
            } else if (j == second.size()
                    || (i < first.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + first.get(i++));
            } else {
                lines.add("+ " + second.get(j++));
            }
        }
        return String.join("\n", lines);
    }
}
