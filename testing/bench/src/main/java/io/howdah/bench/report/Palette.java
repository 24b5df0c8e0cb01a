package io.howdah.bench.report;

import java.util.List;

/** Colours that can be told apart on white and on black, by people who see red as green too. */
final class Palette {
    /** Howdah's own first; the style below has as many. */
    private static final List<String> BARS =
            List.of(
                    "#c8702a", "#8a939c", "#3d7ea6", "#7f6fb3", "#4d9a7c", "#d4a72c", "#b65a78",
                    "#5c6b3a");

    private Palette() {}

    /** The class of the bars of a target, by its place among all. */
    static String bar(int place) {
        return "b" + place % BARS.size();
    }

    /** The style sheet. */
    static String style() {
        StringBuilder style = new StringBuilder();
        style.append(
                """
                .page{fill:#fff}
                text{fill:#3b352b;font-size:12px}
                .title{font-size:14px;font-weight:600}
                .small{font-size:11px;fill:#7b7263}
                .middle{font-size:11px;text-anchor:middle}
                .end{font-size:11px;fill:#7b7263;text-anchor:end}
                .grid{stroke:#e4ded2;fill:none}
                .axis{stroke:#a59c8c;fill:none}
                """);
        for (int i = 0; i < BARS.size(); i++) {
            style.append(".b%d{fill:%s}\n".formatted(i, BARS.get(i)));
        }
        style.append(
                """
                @media (prefers-color-scheme:dark){
                .page{fill:#171513}
                text{fill:#ece5d8}
                .small,.end{fill:#a89f8f}
                .grid{stroke:#38342e}
                .axis{stroke:#786f61}
                }
                """);
        return style.toString();
    }
}
