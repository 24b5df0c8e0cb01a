package io.howdah.sql;

import java.util.Locale;

/** Reads the names of settings, and the commands that take no more than one. */
final class SettingReader {
    private final TokenCursor cursor;

    SettingReader(Grammar grammar) {
        this.cursor = grammar.cursor();
    }

    /** Reads the name of a setting, in lower case. */
    String name() {
        StringBuilder name = new StringBuilder(cursor.name());
        while (cursor.accept(TokenKind.DOT)) {
            name.append('.').append(cursor.name());
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    boolean isEqualsSign(int ahead) {
        int place = cursor.index();
        cursor.advance(ahead);
        boolean equals = cursor.is('=');
        cursor.returnTo(place);
        return equals;
    }

    Outcome reset() {
        cursor.advance();
        if (cursor.accept(Keyword.ALL)) {
            return Outcome.session(StatementKind.RESET, new SettingAction.ResetAll());
        }
        return Outcome.session(StatementKind.RESET, new SettingAction.Reset(nameInWords()));
    }

    Outcome show() {
        cursor.advance();
        String name = cursor.accept(Keyword.ALL) ? "all" : nameInWords();
        return new Outcome(StatementKind.SHOW, Access.READS, new SettingAction.Show(name));
    }

    Outcome discard() {
        cursor.advance();
        SettingAction.Target target =
                switch (cursor.word()) {
                    case ALL -> SettingAction.Target.ALL;
                    case PLANS -> SettingAction.Target.PLANS;
                    case SEQUENCES -> SettingAction.Target.SEQUENCES;
                    case TEMP, TEMPORARY -> SettingAction.Target.TEMP;
                    default -> {
                        cursor.fail();
                        yield SettingAction.Target.ALL;
                    }
                };
        cursor.advance();
        return Outcome.session(StatementKind.DISCARD, new SettingAction.Discard(target));
    }

    private String nameInWords() {
        if (cursor.accept(Keyword.TIME, Keyword.ZONE)) {
            return "timezone";
        }
        if (cursor.accept(Keyword.SESSION, Keyword.AUTHORIZATION)) {
            return "session_authorization";
        }
        if (cursor.accept(Keyword.TRANSACTION, Keyword.ISOLATION)) {
            cursor.expect(Keyword.LEVEL);
            return "transaction_isolation";
        }
        return name();
    }
}
