package io.howdah.admin.internal.session;

import io.howdah.admin.internal.command.Command;
import io.howdah.admin.internal.command.Refusals;
import io.howdah.admin.internal.show.Show;
import io.howdah.admin.internal.show.Shows;
import io.howdah.admin.internal.table.Column;
import io.howdah.admin.internal.table.ColumnType;
import io.howdah.admin.internal.table.Table;
import io.howdah.admin.pgbouncer.PgBouncerSetting;
import io.howdah.base.error.ErrorCode;
import io.howdah.base.error.Failure;
import io.howdah.gateway.control.ControlRefused;
import io.howdah.gateway.control.Controls;
import io.howdah.gateway.control.ProcessControls;
import io.howdah.gateway.control.ServerControls.ServerChange;
import io.howdah.gateway.control.Target;
import io.howdah.wire.TransactionStatus;

import java.util.List;
import java.util.Optional;

/** Carries commands out for one operator. Used by one thread at a time; it may block. */
final class Executor {
    static final String HELP = "help";

    private static final Failure IGNORED = Failure.reported("00000", "SET ignored");

    private final Shows shows;
    private final Controls controls;
    private final ProcessControls process;
    private final String user;
    private final boolean admin;
    private boolean suspended;

    Executor(Shows shows, Controls controls, ProcessControls process, String user, boolean admin) {
        this.shows = shows;
        this.controls = controls;
        this.process = process;
        this.user = user;
        this.admin = admin;
    }

    /** The columns that {@code command} will answer with; absent: it answers without rows. */
    Optional<List<Column>> columns(Command command) {
        return switch (command) {
            case Command.Show(String what) when what.equals(HELP) -> Optional.empty();
            case Command.Show(String what) -> Optional.of(shows.named(what).columns());
            case Command.Constant constant -> Optional.of(columns(constant));
            default -> Optional.empty();
        };
    }

    private static List<Column> columns(Command.Constant constant) {
        return List.of(new Column(constant.column(), ColumnType.TEXT));
    }

    /**
     * Does it; returns when it is done.
     *
     * @throws ControlRefused when it is not
     */
    Result execute(Command command) throws ControlRefused {
        if (!admin && !isHarmless(command)) {
            throw Refusals.adminNeeded();
        }
        try {
            return carryOut(command);
        } catch (InterruptedException e) {
            takeBack(command);
            throw new ControlRefused(
                    Failure.of(
                            ErrorCode.QUERY_CANCELED, "canceling statement due to user request"));
        }
    }

    private boolean isHarmless(Command command) {
        return switch (command) {
            case Command.Show(String what) -> what.equals(HELP) || !shows.named(what).forAdmins();
            case Command.Empty _, Command.Courtesy _, Command.Constant _ -> true;
            default -> false;
        };
    }

    private Result carryOut(Command command) throws ControlRefused, InterruptedException {
        return switch (command) {
            case Command.Empty() -> Result.empty();
            case Command.Show(String what) -> show(what);
            case Command.Constant constant -> constant(constant);
            case Command.Courtesy(String tag) -> courtesy(tag);
            case Command.Set(String key, String value) -> set(key, value);
            case Command.Steer(Command.Verb verb, Target target) -> {
                log(verb + " " + target);
                steer(verb, target);
                yield Result.done(verb.name());
            }
            case Command.KillClient(int id) -> {
                log("KILL_CLIENT " + id);
                controls.killClient(id);
                yield Result.done("KILL_CLIENT");
            }
            case Command.Suspend() -> {
                log("SUSPEND");
                controls.suspend();
                suspended = true;
                yield Result.done("SUSPEND");
            }
            case Command.Reload() -> reload();
            case Command.ShutDown(ProcessControls.Shutdown how) -> {
                log("SHUTDOWN " + how);
                process.shutdown(how);
                yield Result.done("SHUTDOWN");
            }
            case Command.ChangeServer(String node, ServerChange change) -> {
                log("NODE " + node + ": " + change);
                process.servers().change(node, change);
                yield Result.done("NODE");
            }
        };
    }

    // ---- looking

    private Result show(String what) throws InterruptedException {
        if (what.equals(HELP)) {
            return Result.done("SHOW").withNotice(HelpText.NOTICE);
        }
        Show show = shows.named(what);
        return Result.of(show.table());
    }

    private static Result constant(Command.Constant constant) {
        Table table = new Table(columns(constant));
        table.add(constant.value());
        return Result.of(table);
    }

    // ---- what drivers say

    private static Result courtesy(String tag) {
        Result done = Result.done(tag);
        return switch (tag) {
            case "BEGIN", "START TRANSACTION" -> done.leadingTo(TransactionStatus.IN_TRANSACTION);
            case "COMMIT", "ROLLBACK" -> done.leadingTo(TransactionStatus.IDLE);
            case "SET" -> done.withNotice(IGNORED);
            default -> done;
        };
    }

    // ---- steering

    private void steer(Command.Verb verb, Target target)
            throws ControlRefused, InterruptedException {
        if (target instanceof Target.Database(String name) && name.equals("pgbouncer")) {
            throw new ControlRefused(
                    Failure.of(
                            ErrorCode.FEATURE_NOT_SUPPORTED,
                            "the console itself cannot be steered"));
        }
        switch (verb) {
            case PAUSE -> controls.pause(target);
            case RESUME -> {
                controls.resume(target);
                suspended &= !(target instanceof Target.All);
            }
            case DISABLE -> controls.disable(target);
            case ENABLE -> controls.enable(target);
            case RECONNECT -> controls.reconnect(target);
            case KILL -> controls.kill(target);
            case WAIT_CLOSE -> controls.waitClose(target);
        }
    }

    /** As PgBouncer: whoever cancels a PAUSE that waits, resumes. */
    private void takeBack(Command command) {
        if (command instanceof Command.Steer(Command.Verb verb, Target target)
                && verb == Command.Verb.PAUSE) {
            resume(target);
        }
    }

    /** As PgBouncer: nobody could resume once whoever suspended is gone. */
    void leave() {
        if (suspended) {
            log("leaves without RESUME; resuming");
            resume(new Target.All());
        }
    }

    private void resume(Target target) {
        try {
            controls.resume(target);
        } catch (ControlRefused e) {
            log("RESUME was refused: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Result reload() throws ControlRefused, InterruptedException {
        log("RELOAD");
        List<String> changes = process.reload();
        Result done = Result.done("RELOAD");
        return changes.isEmpty()
                ? done
                : done.withNotice(
                        Failure.reported("00000", changes.size() + " settings changed")
                                .withDetail(String.join("\n", changes)));
    }

    /** A name of PgBouncer's stands for the key, and its value is written as there. */
    private Result set(String name, String value) throws ControlRefused, InterruptedException {
        log("SET " + name);
        Optional<PgBouncerSetting> known =
                PgBouncerSetting.named(name).filter(PgBouncerSetting::hasKey);
        String key = known.map(PgBouncerSetting::key).orElse(name);
        process.set(key, translated(known, value));
        return Result.done("SET");
    }

    private static String translated(Optional<PgBouncerSetting> known, String value)
            throws ControlRefused {
        try {
            return known.map(setting -> setting.translate(value)).orElse(value);
        } catch (NumberFormatException e) {
            throw new ControlRefused(
                    Failure.reported("22023", "'" + value + "' is not a number of seconds"));
        }
    }

    private void log(String what) {
        System.getLogger("io.howdah.admin").log(System.Logger.Level.INFO, "{0}: {1}", user, what);
    }
}
