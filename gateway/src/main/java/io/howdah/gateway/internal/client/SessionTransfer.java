package io.howdah.gateway.internal.client;

import io.howdah.base.error.Failure;
import io.howdah.gateway.internal.backend.Backend;
import io.howdah.gateway.internal.backend.Errand;
import io.howdah.gateway.internal.backend.Inquiry;
import io.howdah.gateway.internal.backend.OwnErrors;
import io.howdah.gateway.internal.backend.Pools;
import io.howdah.gateway.internal.backend.SessionSettings;
import io.howdah.gateway.internal.backend.SettingDefaults;
import io.howdah.gateway.internal.backend.SettingsTrial;
import io.howdah.gateway.internal.client.BackendHold.Readiness;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * Brings a client's session to the backend that it is lent, and finds out what becomes of it there:
 * its settings, what SQL's PREPARE has made, its use of sequences. Confined to the client's loop.
 */
final class SessionTransfer {
    private static final int ANSWER_BYTES = 1 << 20;

    private final Client client;
    private final BackendHold hold;
    private final SessionState session;
    private final Pools pools;
    private int stuckBackends;

    SessionTransfer(Client client, BackendHold hold, SessionState session, Pools pools) {
        this.client = client;
        this.hold = hold;
        this.session = session;
        this.pools = pools;
    }

    // ---- when it is lent

    /** The client asks for a backend, and has met none that its settings could not be tried on. */
    void startOver() {
        stuckBackends = 0;
    }

    /** Makes a backend what the session is. */
    Readiness to(Backend lent) {
        Readiness readiness = settle(lent);
        prepare(lent);
        if (hold.pool().readsSequences()) {
            ownSequences(lent);
        }
        return readiness;
    }

    private Readiness settle(Backend lent) {
        SessionSettings wanted = session.wanted();
        String change = lent.session().settingsChange(wanted);
        if (change == null) {
            hold.reported().tell(lent);
            return Readiness.READY;
        }
        if (!lent.session().settings().mayBeRefused(wanted)) {
            changeSettings(lent, change);
            return Readiness.READY;
        }
        SettingsTrial.run(lent, wanted, verdict -> tried(lent, verdict));
        return Readiness.PREPARING;
    }

    private void tried(Backend held, SettingsTrial.Verdict verdict) {
        switch (verdict) {
            case SettingsTrial.Verdict.Accepted() -> {
                if (hold.backend() == held) {
                    hold.lostTransactionEnded(); // what makes it fail has been sent
                }
                settingsChanged(held, null);
            }
            case SettingsTrial.Verdict.Refused(var why) -> settingsChanged(held, why);
            case SettingsTrial.Verdict.Stuck(var why) -> {
                if (hold.backend() != held || ++stuckBackends == SettingsTrial.MOST_BACKENDS) {
                    settingsChanged(held, why);
                } else {
                    hold.replace(held);
                }
            }
        }
    }

    // ---- while it is held

    /**
     * RESET leads back to the settings the client asked for at start-up: by the next exchange, for
     * nothing can be said to PostgreSQL in the middle of one. All others are left as they are, as
     * the transaction may have changed them.
     */
    void restore(Backend held, SessionSettings again) {
        String sql = SessionSettings.NONE.statementTowards(again, held.session().literals());
        held.session().settings(session.wanted());
        if (sql != null) {
            Errand.run(held, sql, error -> settingsChanged(held, error));
        }
    }

    /** So does DISCARD ALL. */
    void reconcileSettings(Backend held) {
        String change = held.session().settingsChange(session.wanted());
        if (change != null) {
            changeSettings(held, change);
        }
    }

    private void changeSettings(Backend held, String change) {
        held.session().settings(session.wanted());
        Errand.run(held, change, error -> settingsChanged(held, error));
    }

    /** Makes it hold what SQL's PREPARE has made in this session, and nothing of another's. */
    private void prepare(Backend lent) {
        String change = lent.session().sqlStatements().statementsTowards(session.prepared());
        if (change != null) {
            lent.session().sqlStatements(session.prepared());
            Errand.run(
                    lent,
                    change,
                    error -> {
                        if (error != null) {
                            lent.distrust();
                        }
                        client.cancels().retry();
                    });
        }
    }

    /**
     * Sees to it that {@code currval} and {@code lastval} tell of this session's use of sequences
     * or, as in a new session, of none; never of another client's.
     */
    void ownSequences(Backend held) {
        if (hold.isPerTransaction() && !held.wasHeldBy(client.answers())) {
            held.owned(client.answers());
            Errand.run(held, "DISCARD SEQUENCES", error -> client.cancels().retry());
        }
    }

    /** Asks what the session has become; false: there is nothing to be asked. */
    boolean ask(Backend held) {
        SessionState.Question question = session.question();
        if (question == null) {
            return false;
        }
        Inquiry.run(held, question.sql(), ANSWER_BYTES, answer -> answered(held, question, answer));
        return true;
    }

    private void answered(Backend held, SessionState.Question question, Inquiry.Answer answer) {
        switch (answer) {
            case Inquiry.Answer.Rows(var rows) -> {
                SettingDefaults defaults = hold.shard().settingDefaults();
                question.answered(rows, defaults);
                held.session().settings(session.wanted());
                held.session().sqlStatements(session.prepared());
                if (hold.backend() == held) {
                    warn(question.settings());
                    defaults.learn(question.settings(), pools, hold.pool(), client.loop());
                }
            }
            case Inquiry.Answer.Failed _ -> question.unanswered();
        }
        client.cancels().retry();
    }

    /** Of values that came by a parameter or a function, and could not be refused before. */
    private void warn(Set<String> changed) {
        for (String name : changed) {
            Failure ineffective = OwnSettings.refusal(name, session.wanted().value(name));
            if (ineffective != null) {
                client.outbox().buffer().writeBytes(OwnErrors.warning(ineffective));
            }
        }
    }

    /** PostgreSQL has taken the settings, or refused them. */
    void settingsChanged(Backend held, @Nullable Failure error) {
        if (error != null) {
            held.distrust();
        }
        if (hold.backend() != held) {
            return;
        }
        if (error != null) {
            client.leaving().end(error.withHint("The settings of this session are refused now."));
            return;
        }
        if (!hold.isElsewhere()) { // what nodes do not have in common is told of the primary only
            hold.reported().tell(held);
        }
        client.intake().settingsAccepted();
        client.cancels().retry();
    }
}
