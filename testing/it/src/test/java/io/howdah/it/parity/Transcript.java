package io.howdah.it.parity;

import io.howdah.wire.BackendMessage;
import io.howdah.wire.BackendMessage.BackendKeyData;
import io.howdah.wire.BackendMessage.Column;
import io.howdah.wire.BackendMessage.CommandComplete;
import io.howdah.wire.BackendMessage.CopyData;
import io.howdah.wire.BackendMessage.CopyInResponse;
import io.howdah.wire.BackendMessage.CopyOutResponse;
import io.howdah.wire.BackendMessage.DataRow;
import io.howdah.wire.BackendMessage.ErrorResponse;
import io.howdah.wire.BackendMessage.FunctionCallResponse;
import io.howdah.wire.BackendMessage.NoticeResponse;
import io.howdah.wire.BackendMessage.NotificationResponse;
import io.howdah.wire.BackendMessage.ParameterDescription;
import io.howdah.wire.BackendMessage.ParameterStatus;
import io.howdah.wire.BackendMessage.ReadyForQuery;
import io.howdah.wire.BackendMessage.RowDescription;
import io.howdah.wire.Bytes;
import io.howdah.wire.ErrorFields;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was sent and what came back, a line each. Shows everything but what differs from one run to
 * the next on the same server: process ids, keys, the OIDs of what a test makes, and the places in
 * PostgreSQL's source that errors come from. One thread.
 */
final class Transcript {
    private static final int FIRST_NORMAL_OID = 16_384;
    private static final int LONGEST_VALUE = 200;
    private static final String NOTIFICATION = "NotificationResponse ";
    private static final String PARAMETER = "ParameterStatus ";

    /** Of the letter that names a client, and the spaces around it. */
    private static final int CLIENT_LENGTH = 4;

    private final List<String> lines = new ArrayList<>();
    private final Map<Integer, Integer> oids = new HashMap<>();

    void step(Step step) {
        lines.add("> " + step.line());
    }

    void silence() {
        lines.add(Stage.SILENCE);
    }

    void add(String client, String line) {
        lines.add("  " + client + " " + line);
    }

    void add(String client, BackendMessage message, Map<Integer, String> processes) {
        add(client, shown(message, processes));
        if (message instanceof ParameterStatus) {
            sortReports(start(client, PARAMETER));
        }
    }

    /** Settings that are reported one after the other come in no certain order. */
    private void sortReports(String start) {
        int first = lines.size();
        while (first > 0 && lines.get(first - 1).startsWith(start)) {
            first--;
        }
        Collections.sort(lines.subList(first, lines.size()));
    }

    /** How many notifications a client has had. */
    static long heard(List<String> lines, String client) {
        String start = start(client, NOTIFICATION);
        return lines.stream().filter(line -> line.startsWith(start)).count();
    }

    /** The same, with each client's notifications at the end. */
    static List<String> withNotificationsLast(List<String> lines) {
        List<String> result = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        for (String line : lines) {
            boolean isHeard = line.startsWith(NOTIFICATION, CLIENT_LENGTH);
            (isHeard ? heard : result).add(line);
        }
        heard.sort(Comparator.comparing(line -> line.substring(0, CLIENT_LENGTH)));
        result.addAll(heard);
        return result;
    }

    private static String start(String client, String type) {
        return "  " + client + " " + type;
    }

    /** Settings come in no certain order, so they are sorted. */
    void greeting(String client, List<BackendMessage> messages) {
        messages.stream()
                .filter(message -> !(message instanceof BackendKeyData))
                .map(message -> shown(message, Map.of()))
                .sorted()
                .forEach(line -> add(client, line));
    }

    List<String> lines() {
        return lines;
    }

    private String shown(BackendMessage message, Map<Integer, String> processes) {
        return switch (message) {
            case RowDescription(var columns) -> "RowDescription" + joined(columns);
            case ParameterDescription(var types) ->
                    types.stream()
                            .map(this::oid)
                            .collect(Collectors.joining(" ", "ParameterDescription ", ""));
            case DataRow(var values) -> "DataRow " + values(values);
            case CopyData(Bytes data) -> "CopyData " + value(data);
            case FunctionCallResponse(var value) -> "FunctionCallResponse " + value(value);
            case CommandComplete(String tag) -> "CommandComplete " + tag;
            case ErrorResponse(var fields) -> "ErrorResponse " + fields(fields);
            case NoticeResponse(var fields) -> "NoticeResponse " + fields(fields);
            case ReadyForQuery(var status) -> "ReadyForQuery " + (char) status.code();
            case ParameterStatus(String name, String value) -> PARAMETER + name + " = " + value;
            case NotificationResponse(int process, String channel, String payload) ->
                    NOTIFICATION
                            + "from "
                            + processes.getOrDefault(process, "a stranger")
                            + ": "
                            + channel
                            + " "
                            + payload;
            case CopyInResponse(var overall, var columns) ->
                    "CopyInResponse " + overall + " " + columns;
            case CopyOutResponse(var overall, var columns) ->
                    "CopyOutResponse " + overall + " " + columns;
            default -> message.getClass().getSimpleName();
        };
    }

    private String joined(List<Column> columns) {
        StringBuilder out = new StringBuilder();
        for (Column column : columns) {
            out.append(' ').append(column.name()).append(':').append(oid(column.type()));
            out.append('(').append(column.typeSize()).append(',').append(column.typeModifier());
            out.append(')').append(column.format());
            if (column.table() != 0) {
                out.append('@').append(oid(column.table())).append('.').append(column.attribute());
            }
        }
        return out.toString();
    }

    private String oid(int oid) {
        return oid < FIRST_NORMAL_OID
                ? Integer.toString(oid)
                : "new" + oids.computeIfAbsent(oid, _ -> oids.size() + 1);
    }

    private static String fields(ErrorFields fields) {
        return fields.fields().stream()
                .filter(field -> "FLR".indexOf(field.code()) < 0)
                .map(field -> field.code() + ":" + field.value().replace("\n", "\\n"))
                .collect(Collectors.joining(" "));
    }

    static String values(List<@Nullable Bytes> values) {
        return values.stream().map(Transcript::value).collect(Collectors.joining("|"));
    }

    private static String value(@Nullable Bytes value) {
        if (value == null) {
            return "null";
        }
        if (value.size() > LONGEST_VALUE) {
            return value.size() + " bytes with hash " + value.hashCode();
        }
        String text = value.utf8();
        boolean printable = text.chars().allMatch(c -> (c >= ' ' && c != 0xFFFD) || c == '\n');
        return printable ? text.replace("\n", "\\n") : "0x" + value.hex();
    }
}
