package io.howdah.catalog;

import io.howdah.sql.TokenKind;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the body of a function in SQL or PL/pgSQL, token by token.
 *
 * <p>It is no parser, and errs to one side: every name may be a relation or type, every name before
 * a parenthesis a function, and a word that may begin a statement with an effect does so where a
 * statement can begin. In PL/pgSQL that is after a semicolon, a label, {@code BEGIN}, {@code THEN},
 * {@code ELSE} and {@code LOOP}. What a body does by a text that it makes is unknown, hence {@code
 * EXECUTE} has its effect wherever it stands.
 *
 * <p>The session's {@code standard_conforming_strings} may be off when the body runs. Where that
 * would make a difference to where its strings end, the body counts as one that cannot be read.
 */
final class BodyReader {
    private static final Set<String> BEFORE_STATEMENT = Set.of("begin", "then", "else", "loop");

    /** Forms without parentheses that stand for functions. */
    private static final Set<String> BARE_FUNCTIONS =
            Set.of(
                    "current_role",
                    "current_schema",
                    "current_user",
                    "session_user",
                    "system_user",
                    "user");

    private final List<Token> tokens;
    private final boolean procedural;

    private final Set<Name> called = new HashSet<>();
    private final Set<Name> calledOwn = new HashSet<>();
    private final Set<Name> mentioned = new HashSet<>();
    private final Set<Name> written = new HashSet<>();
    private final Set<String> fields = new HashSet<>();
    private final Set<String> operators = new HashSet<>();
    private int effects;

    /** Whether the next name is what a statement writes. */
    private boolean target;

    /** Whether all names up to the semicolon are. */
    private boolean targets;

    /** Whether there was an UPDATE since the last semicolon. */
    private boolean updates;

    private BodyReader(String text, boolean procedural) {
        this.tokens = Token.of(text);
        this.procedural = procedural;
    }

    /**
     * @param procedural whether it is PL/pgSQL rather than SQL
     */
    static Body read(String text, boolean procedural) {
        BodyReader reader = new BodyReader(text, procedural);
        reader.readAll();
        return new Body(
                reader.effects,
                reader.called,
                reader.calledOwn,
                reader.mentioned,
                reader.written,
                reader.fields,
                reader.operators);
    }

    private void readAll() {
        int at = 0;
        while (tokens.get(at).kind() != TokenKind.END) {
            Token token = tokens.get(at);
            if (token.isName()) {
                at = name(at);
            } else {
                other(token);
                at++;
            }
        }
    }

    private void other(Token token) {
        switch (token.kind()) {
            case SEMICOLON -> {
                target = false;
                targets = false;
                updates = false;
            }
            case OPERATOR -> operators.add(token.text());
            case STRING, NATIONAL_STRING -> note(token.text().contains("\\'"), Effect.HIDDEN_CODE);
            case UNICODE_IDENTIFIER, OTHER -> note(true, Effect.HIDDEN_CODE);
            default -> {}
        }
    }

    /** Reads a name with all its dots and answers where it ends. */
    private int name(int start) {
        boolean field = start > 0 && tokens.get(start - 1).kind() == TokenKind.DOT;
        int last = start;
        while (tokens.get(last + 1).kind() == TokenKind.DOT && tokens.get(last + 2).isName()) {
            last += 2;
        }
        if (!field && last == start && tokens.get(start).kind() == TokenKind.IDENTIFIER) {
            word(start);
        }
        boolean calls = tokens.get(last + 1).kind() == TokenKind.LEFT_PARENTHESIS;
        for (int at = start; at <= last; at += 2) {
            boolean first = at == start;
            mention(first ? null : tokens.get(at - 2).text(), tokens.get(at).text());
            if ((!first || field) && !(calls && at == last)) {
                fields.add(tokens.get(at).text());
            }
        }
        Name whole =
                new Name(
                        last == start ? null : tokens.get(last - 2).text(),
                        tokens.get(last).text());
        if (calls) {
            call(whole, last + 1);
        }
        write(start, whole);
        return last + 1;
    }

    private void mention(@Nullable String schema, String name) {
        mentioned.add(new Name(schema, name));
        if (name.equals("pg_temp") || name.startsWith("pg_temp_")) {
            note(true, Effect.CREATES_TEMPORARY);
        }
    }

    private void call(Name name, int parenthesis) {
        boolean local =
                name.name().equals("set_config") && ConfigArguments.local(tokens, parenthesis);
        (local ? calledOwn : called).add(name);
    }

    private void write(int start, Name name) {
        String word = plain(start);
        boolean passes =
                switch (word) {
                    case "update", "into", "from", "only", "table" -> true;
                    default -> false;
                };
        if ((target && !passes) || targets) {
            written.add(name);
            target = false;
        }
    }

    private void word(int at) {
        String word = plain(at);
        String previous = at == 0 ? "" : plain(at - 1);
        if (beginsStatement(at) && !isAssigned(at)) {
            opening(word, plain(at + 1));
        }
        switch (word) {
            case "execute" -> note(true, Effect.RUNS_CODE);
            case "set" -> note(!updates && !beginsStatement(at), Effect.SETS);
            case "update" -> {
                updates = true;
                target = true;
                note(true, Effect.WRITES);
            }
            case "insert", "delete", "merge", "truncate" -> note(true, Effect.WRITES);
            case "into" -> into(previous);
            case "from" -> target = previous.equals("delete");
            case "share" -> note(previous.equals("for") || previous.equals("key"), Effect.WRITES);
            case "hold" -> note(previous.equals("with"), Effect.HOLDS_CURSOR);
            case "temp", "temporary" -> note(makes(previous), Effect.CREATES_TEMPORARY);
            case "create" -> note(true, Effect.DEFINES);
            default -> {
                if (BARE_FUNCTIONS.contains(word)) {
                    called.add(new Name(null, word));
                }
            }
        }
    }

    /** What a word does that begins a statement. */
    private void opening(String word, String next) {
        switch (word) {
            case "set" ->
                    note(
                            !next.equals("local")
                                    && !next.equals("constraints")
                                    && !next.equals("transaction"),
                            Effect.SETS);
            case "reset", "discard" -> note(true, Effect.SETS);
            case "listen", "unlisten" -> note(true, Effect.LISTENS);
            case "prepare", "deallocate" -> note(true, Effect.PREPARES);
            case "load" -> note(true, Effect.LOADS);
            case "do" -> note(true, Effect.RUNS_CODE);
            case "notify", "commit", "rollback" -> note(true, Effect.WRITES);
            case "truncate", "copy", "lock" -> {
                targets = true;
                note(true, Effect.WRITES);
            }
            case "alter",
                    "drop",
                    "grant",
                    "revoke",
                    "comment",
                    "security",
                    "import",
                    "reassign",
                    "vacuum",
                    "analyze",
                    "analyse",
                    "cluster",
                    "reindex",
                    "refresh",
                    "checkpoint" ->
                    note(true, Effect.DEFINES);
            case "show" -> note(true, Effect.READS_SETTINGS);
            default -> {}
        }
    }

    private void into(String previous) {
        target = previous.equals("insert") || previous.equals("merge");
        note(!procedural && !target, Effect.DEFINES); // SELECT INTO makes a table in SQL
    }

    private boolean beginsStatement(int at) {
        if (at == 0) {
            return true;
        }
        Token previous = tokens.get(at - 1);
        return previous.kind() == TokenKind.SEMICOLON
                || BEFORE_STATEMENT.contains(plain(at - 1))
                || (previous.kind() == TokenKind.OPERATOR && previous.text().endsWith(">>"));
    }

    /** Whether a variable of that name gets a value. */
    private boolean isAssigned(int at) {
        Token next = tokens.get(at + 1);
        return next.kind() == TokenKind.COLON_EQUALS || next.text().equals("=");
    }

    private static boolean makes(String previous) {
        return switch (previous) {
            case "create", "replace", "local", "global", "into" -> true;
            default -> false;
        };
    }

    /** The word that a token is; empty for one that is quoted or no word. */
    private String plain(int at) {
        Token token = tokens.get(at);
        return token.kind() == TokenKind.IDENTIFIER ? token.text() : "";
    }

    private void note(boolean condition, Effect effect) {
        if (condition) {
            effects |= effect.bit();
        }
    }
}
