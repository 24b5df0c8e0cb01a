package io.howdah.it.parity;

import io.howdah.base.HostPort;
import io.howdah.sql.ParameterPlan;
import io.howdah.sql.ParameterValues;
import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.BindComplete;
import io.howdah.wire.BackendMessage.DataRow;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.NoticeResponse;
import io.howdah.wire.BackendMessage.ParseComplete;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.BackendMessage.RowDescription;
import io.howdah.wire.Bytes;
import io.howdah.wire.FrontendMessage;
import io.howdah.wire.FrontendMessage.Bind;
import io.howdah.wire.FrontendMessage.Describe;
import io.howdah.wire.FrontendMessage.Execute;
import io.howdah.wire.FrontendMessage.Parse;
import io.howdah.wire.FrontendMessage.Query;
import io.howdah.wire.FrontendMessage.Sync;
import io.howdah.wire.Target;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Runs statements on PostgreSQL as simple queries and with parameters for their literals, and
 * compares the answers message by message. One thread.
 *
 * <p>With a plan for the values the answers must be the same in all. With a generic plan rows may
 * come in another order, and where LIMIT takes some of them only their number is compared.
 */
public final class BothForms implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String OUT_OF_RANGE = "22003";

    private final RawClient simple;
    private final RawClient custom;
    private final RawClient generic;
    private final ParameterValues values = new ParameterValues();

    /** What became of a statement. */
    public enum Outcome {
        /** It has no plan. */
        KEPT,
        /** The answers are the same. */
        SAME,
        /** Both failed, that with parameters in Parse or Bind. */
        REFUSED,
        /** Both failed after RowDescription. */
        FAILED,
        /** Only that with parameters failed, in Parse or Bind. */
        REFUSED_ALONE,
        /** The one difference that {@link ParameterPlan#comparesInt8} tells of. */
        OUT_OF_RANGE
    }

    private BothForms(RawClient simple, RawClient custom, RawClient generic) {
        this.simple = simple;
        this.custom = custom;
        this.generic = generic;
    }

    /** Connects. */
    public static BothForms open(HostPort server, String database) throws IOException {
        Login login = new Login(database, PATIENCE_MILLIS);
        RawClient generic =
                login.open(server, Map.of("plan_cache_mode", "force_generic_plan"), PATIENCE_MILLIS)
                        .client();
        return new BothForms(login.open(server), login.open(server), generic);
    }

    /**
     * Runs a statement in both forms.
     *
     * @throws AssertionError if the answers are not the same
     */
    public Outcome run(String sql) throws IOException {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        ParameterPlan plan = ParameterPlan.of(text, 0, text.length, true).orElse(null);
        if (plan == null) {
            return Outcome.KEPT;
        }
        if (!plan.extract(text, 0, text.length, values)) {
            throw new AssertionError("does not fit its own plan: " + sql);
        }
        List<FrontendMessage> messages = extended(plan, text);
        List<BackendMessage> expected = answer(simple, List.of(new Query(sql)));
        Outcome outcome = compare(sql, expected, answer(custom, messages), false);
        Outcome other = compare(sql, expected, answer(generic, messages), true);
        boolean excused =
                plan.comparesInt8()
                        && error(expected) instanceof ErrorResponse(var fields)
                        && fields.sqlState().equals(OUT_OF_RANGE);
        if (outcome == null || (other == null && !excused)) {
            throw new AssertionError(
                    sql
                            + "\n"
                            + new String(plan.statement(), StandardCharsets.UTF_8)
                            + "\nsimple:  "
                            + shown(expected)
                            + "\ncustom:  "
                            + shown(answer(custom, messages))
                            + "\ngeneric: "
                            + shown(answer(generic, messages)));
        }
        return other == null ? Outcome.OUT_OF_RANGE : outcome;
    }

    @SuppressWarnings("NullAway") // a record's class file does not say that an element may be null
    private List<FrontendMessage> extended(ParameterPlan plan, byte[] text) {
        List<Integer> types = new ArrayList<>();
        List<@Nullable Bytes> parameters = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            types.add(plan.type(i));
            int start = values.start(i);
            parameters.add(
                    Bytes.utf8(
                            new String(
                                    text, start, values.end(i) - start, StandardCharsets.UTF_8)));
        }
        return List.of(
                new Parse("", new String(plan.statement(), StandardCharsets.UTF_8), types),
                new Bind("", "", List.of(), parameters, List.of()),
                new Describe(Target.PORTAL, ""),
                new Execute("", 0),
                new Sync());
    }

    private static List<BackendMessage> answer(RawClient client, List<FrontendMessage> messages)
            throws IOException {
        client.send(messages);
        List<BackendMessage> answer = new ArrayList<>();
        while (!client.isAnswered()) {
            switch (client.read()) {
                case null -> throw new IOException("the connection is closed");
                case ParseComplete _, BindComplete _, ReadyForQuery _ -> {}
                case BackendMessage message -> answer.add(message);
            }
        }
        return answer;
    }

    /** Null where the answers differ. */
    private static @Nullable Outcome compare(
            String sql,
            List<BackendMessage> expected,
            List<BackendMessage> actual,
            boolean generic) {
        ErrorResponse failure = error(expected);
        ErrorResponse other = error(actual);
        if (other != null && !begins(actual)) {
            if (failure == null) {
                return Outcome.REFUSED_ALONE;
            }
            return begins(expected) ? null : Outcome.REFUSED;
        }
        boolean some = generic && (sql.contains(" limit ") || sql.contains(" offset "));
        if (failure != null && other != null) {
            return some || alike(failure, other) ? Outcome.FAILED : null;
        }
        if (failure != null || other != null) {
            return some && begins(expected) ? Outcome.FAILED : null;
        }
        if (some) {
            return expected.size() == actual.size() ? Outcome.SAME : null;
        }
        return order(expected, generic).equals(order(actual, generic)) ? Outcome.SAME : null;
    }

    private static List<BackendMessage> order(List<BackendMessage> answer, boolean generic) {
        return generic
                ? answer.stream().sorted(Comparator.comparing(BothForms::shown)).toList()
                : answer;
    }

    private static boolean alike(ErrorResponse one, ErrorResponse other) {
        return one.fields().sqlState().equals(other.fields().sqlState())
                && one.fields().message().equals(other.fields().message());
    }

    private static boolean begins(List<BackendMessage> answer) {
        return answer.stream().anyMatch(RowDescription.class::isInstance);
    }

    private static @Nullable ErrorResponse error(List<BackendMessage> answer) {
        return answer.stream()
                .filter(ErrorResponse.class::isInstance)
                .map(ErrorResponse.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static String shown(List<BackendMessage> answer) {
        return String.join("\n  ", answer.stream().map(BothForms::shown).toList());
    }

    private static String shown(BackendMessage message) {
        return switch (message) {
            case DataRow(var values) -> "DataRow " + Transcript.values(values);
            case ErrorResponse(var fields) -> "Error " + fields.sqlState() + fields.message();
            case NoticeResponse(var fields) -> "Notice " + fields.sqlState() + fields.message();
            default -> message.toString();
        };
    }

    @Override
    public void close() throws IOException {
        simple.close();
        custom.close();
        generic.close();
    }
}
