package io.howdah.admin.internal.session;

import io.howdah.admin.internal.command.Command;
import io.howdah.wire.Format;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A command that is bound, and how far its rows have been sent. */
final class Portal {
    private final Command command;
    private final List<Format> formats;
    private @Nullable Result result;
    private int sent;

    Portal(Command command, List<Format> formats) {
        this.command = command;
        this.formats = formats;
    }

    Command command() {
        return command;
    }

    List<Format> formats() {
        return formats;
    }

    /** What came of it; null: it has not been executed. */
    @Nullable Result result() {
        return result;
    }

    void executed(Result outcome) {
        result = outcome;
    }

    /** Row numbers from here to here are next, when {@code limit} are wanted; 0: all. */
    int take(int rows, int limit) {
        int end = limit == 0 ? rows : Math.min(rows, sent + limit);
        int begin = sent;
        sent = end;
        return begin;
    }

    /** How many rows have been sent, those just taken included. */
    int sent() {
        return sent;
    }
}
