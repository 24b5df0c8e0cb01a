package io.howdah.sql;

import java.util.Optional;

/** Reads LISTEN, UNLISTEN and NOTIFY. */
final class ChannelReader {
    private final TokenCursor cursor;

    ChannelReader(TokenCursor cursor) {
        this.cursor = cursor;
    }

    Outcome listen() {
        cursor.advance();
        return Outcome.session(StatementKind.LISTEN, new ChannelAction.Listen(cursor.name()));
    }

    Outcome unlisten() {
        cursor.advance();
        return Outcome.session(
                StatementKind.UNLISTEN,
                cursor.accept('*')
                        ? new ChannelAction.UnlistenAll()
                        : new ChannelAction.Unlisten(cursor.name()));
    }

    Outcome notification() {
        cursor.advance();
        String channel = cursor.name();
        Optional<String> payload = Optional.empty();
        if (cursor.accept(TokenKind.COMMA)) {
            payload = cursor.string();
            if (payload.isEmpty()) {
                cursor.fail();
            }
        }
        return new Outcome(
                StatementKind.NOTIFY, Access.WRITES, new ChannelAction.Notify(channel, payload));
    }
}
