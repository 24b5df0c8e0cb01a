package io.howdah.sql;

import java.util.Optional;

/** Finds out whether an ALTER changes what sessions begin with, and whose. */
final class StartSettingsReader {
    private final TokenCursor cursor;

    StartSettingsReader(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** Looks at what comes after ALTER; the cursor stays where it is. */
    Optional<SettingAction> look() {
        int place = cursor.index();
        Optional<SettingAction> found =
                switch (cursor.word()) {
                    case SYSTEM -> Optional.of(ofAll());
                    case DATABASE -> ifSets(inDatabase());
                    case ROLE, USER -> ifSets(ofRole());
                    default -> Optional.empty();
                };
        cursor.returnTo(place);
        return found;
    }

    private static SettingAction ofAll() {
        return new SettingAction.ChangeStart(Optional.empty(), Optional.empty());
    }

    private SettingAction inDatabase() {
        cursor.advance();
        return new SettingAction.ChangeStart(Optional.empty(), name());
    }

    private SettingAction ofRole() {
        cursor.advance();
        return new SettingAction.ChangeStart(name(), Optional.empty());
    }

    /** The name; empty for ALL, CURRENT_USER and the like. */
    private Optional<String> name() {
        return cursor.isName() ? Optional.of(cursor.label()) : Optional.empty();
    }

    private Optional<SettingAction> ifSets(SettingAction change) {
        while (!cursor.isEnd() && !cursor.is(Keyword.SET) && !cursor.is(Keyword.RESET)) {
            cursor.advance();
        }
        return cursor.isEnd() ? Optional.empty() : Optional.of(change);
    }
}
