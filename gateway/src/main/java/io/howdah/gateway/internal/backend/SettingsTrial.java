package io.howdah.gateway.internal.backend;

import io.howdah.base.error.Failure;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * An attempt to bring a backend's settings to what a session wants, which tells whose settings the
 * server refuses. Confined to the loop.
 *
 * <p>What others have left is undone by a statement of its own, in the same write: a server that
 * does not allow that, because a privilege has been taken back in between, says nothing about the
 * session that comes next.
 */
public final class SettingsTrial {
    /** On how many backends in a row a session has to meet what cannot be undone, to be refused. */
    public static final int MOST_BACKENDS = 3;

    /** How it ended. */
    public sealed interface Verdict {
        /** The settings are as wanted. */
        record Accepted() implements Verdict {}

        /** What the session itself wants is refused; what others have left is undone. */
        record Refused(Failure why) implements Verdict {}

        /** What another session has left cannot be undone: the backend is distrusted. */
        record Stuck(Failure why) implements Verdict {}
    }

    private final Backend backend;
    private final SessionSettings kept;
    private final Consumer<Verdict> done;
    private @Nullable Failure stuck;

    private SettingsTrial(Backend backend, SessionSettings kept, Consumer<Verdict> done) {
        this.backend = backend;
        this.kept = kept;
        this.done = done;
    }

    /**
     * Begins one on {@code backend}, whose settings are not those wanted.
     *
     * @param done called when it has ended; not called when the backend is lost, which its holder
     *     is told
     */
    public static void run(Backend backend, SessionSettings wanted, Consumer<Verdict> done) {
        SessionSettings kept = backend.session().settings().keptIn(wanted);
        new SettingsTrial(backend, kept, done).start(wanted);
    }

    private void start(SessionSettings wanted) {
        String undo = backend.session().settingsChange(kept);
        String apply = kept.statementTowards(wanted, backend.session().literals());
        backend.session().settings(wanted);
        if (undo != null) {
            Errand.run(backend, undo, error -> undone(error, apply == null));
        }
        if (apply != null) {
            Errand.run(backend, apply, this::end);
        }
    }

    private void undone(@Nullable Failure error, boolean last) {
        stuck = error;
        if (last) {
            end(null);
        }
    }

    private void end(@Nullable Failure refused) {
        if (stuck != null) {
            backend.distrust();
            done.accept(new Verdict.Stuck(stuck));
        } else if (refused != null) {
            backend.session().settings(kept);
            done.accept(new Verdict.Refused(refused));
        } else {
            done.accept(new Verdict.Accepted());
        }
    }
}
