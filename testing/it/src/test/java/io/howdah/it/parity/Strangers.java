package io.howdah.it.parity;

import io.howdah.wire.FrontendMessage;

import java.io.IOException;
import java.util.List;

/**
 * Two clients that are no part of a sequence but share its backends: one changes whatever a session
 * has, the other now and then holds a backend in a transaction, so that the sequence's clients are
 * moved to another. Both look whether what they have is still theirs. One thread.
 */
final class Strangers implements AutoCloseable {
    /** Texts of statements, and the row that each ends with. */
    private static final List<List<String>> TURNS =
            List.of(
                    List.of("set timezone = 'Asia/Tokyo'", ""),
                    List.of("show timezone", "Asia/Tokyo"),
                    List.of("prepare s1 as select 'a stranger''s'", ""),
                    List.of("execute s1", "a stranger's"),
                    List.of("select set_config('search_path', 'pg_catalog', false)", "pg_catalog"),
                    List.of("set datestyle = 'SQL, DMY'; set role pg_monitor", ""),
                    List.of(
                            "select current_user, current_setting('search_path')",
                            "pg_monitor|pg_catalog"),
                    List.of("reset role; listen news", ""),
                    List.of("discard all", ""),
                    List.of("select current_setting('timezone') = 'Asia/Tokyo'", "f"));

    private final RawClient changer;
    private final RawClient holder;
    private int turn;

    Strangers(RawClient changer, RawClient holder) {
        this.changer = changer;
        this.holder = holder;
    }

    /** Before a step of a sequence. */
    void interfere() throws IOException {
        if (turn % 2 == 0) {
            expect(holder, "begin; set local timezone = 'Asia/Tokyo'", "");
        }
        List<String> next = TURNS.get(turn % TURNS.size());
        expect(changer, next.getFirst(), next.getLast());
        prepare("s1", "select 'a stranger''s', " + turn);
        turn++;
    }

    /** After it. */
    void giveWay() throws IOException {
        expect(holder, turn % 4 == 0 ? "rollback" : "commit", "");
    }

    /** The same name as clients of sequences use, and the unnamed one as well. */
    private void prepare(String name, String sql) throws IOException {
        String line = "Close statement s1 / Parse " + name + " \"" + sql + "\" / Parse \"\" / Sync";
        List<FrontendMessage> messages = MessageReader.read(Word.of(line));
        holder.send(messages);
        while (!holder.isAnswered()) {
            if (holder.read() == null) {
                throw new AssertionError("a stranger was thrown out");
            }
        }
    }

    private static void expect(RawClient stranger, String sql, String last) throws IOException {
        List<String> rows = stranger.query(sql);
        String seen = rows.isEmpty() ? "" : rows.getLast();
        if (!seen.equals(last)) {
            throw new AssertionError("a stranger: " + sql + ": " + seen + ", not " + last);
        }
    }

    @Override
    public void close() throws IOException {
        changer.close();
        holder.close();
    }
}
