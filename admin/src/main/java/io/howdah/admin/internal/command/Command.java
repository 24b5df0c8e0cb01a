package io.howdah.admin.internal.command;

import io.howdah.gateway.control.ProcessControls.Shutdown;
import io.howdah.gateway.control.ServerControls.ServerChange;
import io.howdah.gateway.control.Target;

/** One thing asked of the console. */
public sealed interface Command {
    /** Nothing between two semicolons. */
    record Empty() implements Command {}

    /** A table; the name is in small letters. */
    record Show(String what) implements Command {}

    /** Something done to pools. */
    record Steer(Verb verb, Target target) implements Command {}

    /** The end of one client. */
    record KillClient(int id) implements Command {}

    /** Nothing is taken in any more. */
    record Suspend() implements Command {}

    /** The configuration is read again. */
    record Reload() implements Command {}

    /** The end of the process. */
    record ShutDown(Shutdown how) implements Command {}

    /** Something done to a server that the process has started; {@code node} is its name. */
    record ChangeServer(String node, ServerChange change) implements Command {}

    /** A setting of Howdah's, by its own key or PgBouncer's name. */
    record Set(String key, String value) implements Command {}

    /**
     * What drivers say without being asked, and what means nothing here.
     *
     * @param tag what completes it
     */
    record Courtesy(String tag) implements Command {}

    /** The answer that PostgreSQL would give to what drivers ask of it: one row. */
    record Constant(String column, String value) implements Command {}

    /** What can be done to pools. */
    enum Verb {
        PAUSE,
        RESUME,
        DISABLE,
        ENABLE,
        RECONNECT,
        KILL,
        WAIT_CLOSE
    }
}
