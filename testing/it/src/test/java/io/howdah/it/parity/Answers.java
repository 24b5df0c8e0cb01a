package io.howdah.it.parity;

import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.DataRow;
import io.howdah.wire.BackendMessage.ErrorResponse;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Compares what one statement was answered at two places. */
public final class Answers {
    private Answers() {}

    /** Where they differ first; null: nowhere. */
    public static @Nullable String difference(
            List<BackendMessage> expected, List<BackendMessage> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            BackendMessage one = i < expected.size() ? expected.get(i) : null;
            BackendMessage other = i < actual.size() ? actual.get(i) : null;
            if (one == null || !one.equals(other)) {
                return "message " + i + " should be " + shown(one) + ", and is " + shown(other);
            }
        }
        return null;
    }

    /**
     * The same for a statement that leaves open in which order rows come: with LIMIT also which
     * ones, and if one fails, how many before it.
     */
    public static @Nullable String differenceButOrder(
            String sql, List<BackendMessage> expected, List<BackendMessage> actual) {
        boolean limited = sql.contains(" limit ") || sql.contains(" offset ");
        if (limited && (fails(expected) || fails(actual))) {
            return null;
        }
        boolean without = limited || fails(expected);
        return difference(ordered(expected, without), ordered(actual, without));
    }

    private static boolean fails(List<BackendMessage> answer) {
        return answer.stream().anyMatch(ErrorResponse.class::isInstance);
    }

    private static List<BackendMessage> ordered(List<BackendMessage> answer, boolean withoutRows) {
        Stream<BackendMessage> rows =
                answer.stream()
                        .filter(message -> message instanceof DataRow && !withoutRows)
                        .sorted(Comparator.comparing(Answers::shown));
        Stream<BackendMessage> others =
                answer.stream().filter(message -> !(message instanceof DataRow));
        return Stream.concat(others, rows).toList();
    }

    private static String shown(@Nullable BackendMessage message) {
        return message instanceof DataRow(var values)
                ? "DataRow " + Transcript.values(values)
                : String.valueOf(message);
    }
}
