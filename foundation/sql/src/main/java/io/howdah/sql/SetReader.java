package io.howdah.sql;

import java.util.Optional;

/** Reads {@code SET} in all its forms. */
final class SetReader {
    private final Grammar grammar;
    private final TokenCursor cursor;
    private final SettingReader settings;

    SetReader(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
        this.settings = new SettingReader(grammar);
    }

    Outcome set() {
        cursor.advance();
        boolean local = isSpecial() && cursor.is(Keyword.LOCAL);
        if (local) {
            cursor.advance();
        } else if (cursor.is(Keyword.SESSION, Keyword.CHARACTERISTICS)) {
            return characteristics();
        } else if (isSpecial()
                && cursor.is(Keyword.SESSION)
                && cursor.word(1) != Keyword.AUTHORIZATION) {
            cursor.advance();
        }
        if (isSpecial() && cursor.is(Keyword.TRANSACTION)) {
            return transaction();
        }
        if (isSpecial() && cursor.is(Keyword.CONSTRAINTS)) {
            return constraints();
        }
        return Outcome.session(local ? StatementKind.SET_LOCAL : StatementKind.SET, rest(local));
    }

    /** Whether the word is a key word here rather than the name of a setting. */
    private boolean isSpecial() {
        return cursor.kind(1) != TokenKind.DOT
                && cursor.word(1) != Keyword.TO
                && !settings.isEqualsSign(1);
    }

    private Outcome characteristics() {
        cursor.advance(2);
        cursor.expect(Keyword.AS);
        cursor.expect(Keyword.TRANSACTION);
        return Outcome.session(
                StatementKind.SET,
                new SettingAction.SetCharacteristics(new TransactionReader(cursor).modes()));
    }

    private Outcome transaction() {
        cursor.advance();
        boolean snapshot = cursor.accept(Keyword.SNAPSHOT);
        TransactionModes modes = TransactionModes.NONE;
        if (!snapshot) {
            modes = new TransactionReader(cursor).modes();
        } else if (cursor.string().isEmpty()) {
            cursor.fail();
        }
        return Outcome.transaction(
                StatementKind.SET_TRANSACTION, new TransactionAction.SetModes(modes, snapshot));
    }

    private Outcome constraints() {
        cursor.advance();
        if (!cursor.accept(Keyword.ALL)) {
            grammar.names().skipNames();
        }
        if (!cursor.accept(Keyword.DEFERRED)) {
            cursor.expect(Keyword.IMMEDIATE);
        }
        return Outcome.transaction(
                StatementKind.SET_CONSTRAINTS, new TransactionAction.SetConstraints());
    }

    private SettingAction rest(boolean local) {
        if (!isSpecial()) {
            return named(local);
        }
        return switch (cursor.word()) {
            case TIME -> timeZone(local);
            case SCHEMA -> {
                cursor.advance();
                yield value("search_path", string().map(SettingValues::quotedName), local);
            }
            case NAMES -> names(local);
            case ROLE -> {
                cursor.advance();
                yield value("role", word(), local);
            }
            case SESSION -> sessionAuthorization(local);
            case XML -> xmlOption(local);
            default -> named(local);
        };
    }

    private SettingAction named(boolean local) {
        String name = settings.name();
        if (cursor.accept(Keyword.FROM)) {
            cursor.expect(Keyword.CURRENT);
            return new SettingAction.SetValue(name, Optional.empty(), local);
        }
        if (!cursor.accept(Keyword.TO) && !cursor.accept('=')) {
            cursor.fail();
        }
        if (cursor.accept(Keyword.DEFAULT)) {
            return new SettingAction.SetDefault(name, local);
        }
        return new SettingAction.SetValue(name, new SettingValues(cursor).read(name), local);
    }

    private SettingAction timeZone(boolean local) {
        cursor.advance();
        cursor.expect(Keyword.ZONE);
        if (cursor.accept(Keyword.DEFAULT) || cursor.accept(Keyword.LOCAL)) {
            return new SettingAction.SetDefault("timezone", local);
        }
        if (cursor.is(Keyword.INTERVAL)) {
            grammar.expressions().clause();
            return new SettingAction.SetValue("timezone", Optional.empty(), local);
        }
        return value("timezone", new SettingValues(cursor).read("timezone"), local);
    }

    private SettingAction names(boolean local) {
        cursor.advance();
        if (cursor.isEnd() || cursor.accept(Keyword.DEFAULT)) {
            return new SettingAction.SetDefault("client_encoding", local);
        }
        return value("client_encoding", string(), local);
    }

    private SettingAction sessionAuthorization(boolean local) {
        cursor.advance();
        cursor.expect(Keyword.AUTHORIZATION);
        return cursor.accept(Keyword.DEFAULT)
                ? new SettingAction.SetDefault("session_authorization", local)
                : value("session_authorization", word(), local);
    }

    private SettingAction xmlOption(boolean local) {
        cursor.advance();
        cursor.expect(Keyword.OPTION);
        boolean document = cursor.accept(Keyword.DOCUMENT);
        if (!document) {
            cursor.expect(Keyword.CONTENT);
        }
        return value("xmloption", Optional.of(document ? "DOCUMENT" : "CONTENT"), local);
    }

    private static SettingAction value(String name, Optional<String> value, boolean local) {
        return new SettingAction.SetValue(name, value, local);
    }

    private Optional<String> string() {
        if (!cursor.isString()) {
            cursor.fail();
        }
        return cursor.string();
    }

    /** A name, which may be any word that is not reserved, or a string. */
    private Optional<String> word() {
        if (cursor.isString()) {
            return cursor.string();
        }
        if (cursor.word().category() == Keyword.Category.RESERVED) {
            cursor.fail();
        }
        return Optional.of(cursor.label());
    }
}
