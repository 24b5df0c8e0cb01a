package io.howdah.it.parity;

import io.howdah.base.HostPort;
import io.howdah.wire.FrontendMessage;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Clients that are no part of a sequence but share its backends. One changes whatever a session
 * has, and looks whether what it has is still its own. The others hold backends in transactions, in
 * turn: as a pool lends the backend that came back last, the sequence's clients meet three of them,
 * one after the other. One thread.
 */
final class Strangers implements AutoCloseable {
    /** How many backends are held at any time. */
    private static final int HELD = 2;

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
    private final Deque<RawClient> idle = new ArrayDeque<>();
    private final Deque<RawClient> holding = new ArrayDeque<>();
    private int turn;

    Strangers(Login login, HostPort address) throws IOException {
        changer = login.open(address);
        for (int i = 0; i <= HELD; i++) {
            idle.add(login.open(address));
        }
    }

    /** Starts from the beginning, so that what a sequence meets does not depend on those before. */
    void begin() throws IOException {
        turn = 0;
        expect(changer, "discard all", "");
    }

    /** Before a step of a sequence. */
    void interfere() throws IOException {
        List<String> next = TURNS.get(turn % TURNS.size());
        turn++;
        expect(changer, next.getFirst(), next.getLast());
        hold(idle.remove());
        if (holding.size() > HELD) {
            RawClient longest = holding.remove();
            expect(longest, turn % 4 == 0 ? "rollback" : "commit", "");
            idle.add(longest);
        }
    }

    private void hold(RawClient holder) throws IOException {
        expect(holder, "begin; set local timezone = 'Asia/Tokyo'", "");
        prepare(holder, "select 'a stranger''s', " + turn);
        holding.add(holder);
    }

    /** The same name as clients of sequences use, and the unnamed one as well. */
    private static void prepare(RawClient holder, String sql) throws IOException {
        String line = "Close statement s1 / Parse s1 \"" + sql + "\" / Parse \"\" / Sync";
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
        for (RawClient holder : idle) {
            holder.close();
        }
        for (RawClient holder : holding) {
            holder.close();
        }
    }
}
