package io.howdah.it.parity;

import io.howdah.base.HostPort;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** Where sequences are played: PostgreSQL itself, or Howdah in front of it. One thread. */
public final class Stage implements AutoCloseable {
    /** The line that stands for an answer that did not come. */
    public static final String SILENCE = "  silence";

    private static final int PATIENCE_MILLIS = 20_000;

    private final HostPort address;
    private final Login login;
    private final RawClient control;
    private @Nullable Strangers strangers;

    private Stage(HostPort address, Login login, RawClient control) {
        this.address = address;
        this.login = login;
        this.control = control;
    }

    /**
     * A stage.
     *
     * @param address where clients connect
     * @param server PostgreSQL behind it, or the same
     * @param database for clients that name none
     */
    public static Stage open(HostPort address, HostPort server, String database)
            throws IOException {
        Login login = new Login(database, PATIENCE_MILLIS);
        return new Stage(address, login, login.open(server));
    }

    /** Has other clients use the same backends between the steps of every sequence. */
    public Stage withStrangers() throws IOException {
        strangers = new Strangers(login, address);
        return this;
    }

    /**
     * Plays a sequence.
     *
     * @param patienceMillis how long a client waits for an answer
     * @param expected null, or what is awaited where notifications may come at any time; they are
     *     put last
     * @return what was sent, and what came back
     */
    public List<String> play(Sequence sequence, int patienceMillis, @Nullable List<String> expected)
            throws IOException {
        for (String sql : sequence.setup()) {
            var _ = control.query(sql);
        }
        if (strangers != null) {
            strangers.begin();
        }
        try (Play play = new Play(this, patienceMillis)) {
            List<String> lines = play.run(sequence, expected);
            return expected == null ? lines : Transcript.withNotificationsLast(lines);
        }
    }

    /** What is to be compared with what came where notifications may come at any time. */
    public static List<String> withNotificationsLast(List<String> lines) {
        return Transcript.withNotificationsLast(lines);
    }

    /** Runs statements on PostgreSQL itself. */
    public void prepare(String sql) throws IOException {
        var _ = control.query(sql);
    }

    HostPort address() {
        return address;
    }

    Login login() {
        return login;
    }

    RawClient control() {
        return control;
    }

    void beforeStep() throws IOException {
        if (strangers != null) {
            strangers.interfere();
        }
    }

    @Override
    public void close() throws IOException {
        control.close();
        if (strangers != null) {
            strangers.close();
        }
    }
}
