package io.howdah.sql.pgquery;

import io.howdah.base.Randomness;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * Makes up statements after PostgreSQL's grammar: queries with all that may write or lock in them,
 * changes, and commands of a session; in random case, with comments and all forms of quoting. Few
 * of them would run, nearly all of them parse.
 */
final class StatementGenerator {
    private static final int DEEPEST = 3;

    private final Randomness random;
    private int depth;

    StatementGenerator(Randomness random) {
        this.random = random;
    }

    String next() {
        depth = 0;
        return dressed(
                switch (random.nextInt(12)) {
                    case 0, 1, 2, 3 -> query();
                    case 4, 5 -> with() + either(this::query, this::change);
                    case 6 -> change();
                    case 7 -> explain();
                    case 8 -> copyOrCursor();
                    case 9 -> setting();
                    case 10 -> session();
                    default -> query() + maybe(" UNION ALL " + core());
                });
    }

    private String query() {
        return core()
                + maybe(" ORDER BY " + one("1", "2", "a", "b DESC NULLS LAST", expression()))
                + maybe(" LIMIT " + constant())
                + maybe(" OFFSET 3 ROWS")
                + rarely(lock());
    }

    private String lock() {
        return one(
                " FOR UPDATE",
                " FOR NO KEY UPDATE NOWAIT",
                " FOR SHARE OF t SKIP LOCKED",
                " FOR KEY SHARE");
    }

    private String core() {
        depth++;
        String core =
                switch (depth > DEEPEST ? 0 : random.nextInt(9)) {
                    case 0, 1 -> "SELECT " + expression();
                    case 2 ->
                            "VALUES ("
                                    + constant()
                                    + ", 'x'), (2, DEFAULT)".replace("DEFAULT", constant());
                    case 3 -> "TABLE " + relation();
                    case 4 -> "(" + query() + ")";
                    default -> select();
                };
        depth--;
        return core;
    }

    private String select() {
        return "SELECT "
                + one("", "ALL ", "DISTINCT ", "DISTINCT ON (1, a) ")
                + expression()
                + maybe(" AS " + name())
                + maybe(", " + expression())
                + rarely(" INTO " + one("", "TEMP ", "TABLE ", "UNLOGGED TABLE ") + name())
                + " FROM "
                + from()
                + maybe(", " + from())
                + maybe(" WHERE " + expression())
                + maybe(" GROUP BY " + one("1", "1, 2", "ROLLUP (a, 1)", "GROUPING SETS ((a), ())"))
                + rarely(" HAVING count(*) > " + constant())
                + rarely(" WINDOW w AS (PARTITION BY (a) ORDER BY b ROWS 2 PRECEDING)");
    }

    private String from() {
        String item =
                switch (random.nextInt(7)) {
                    case 0 -> "(" + core() + ") AS " + name();
                    case 1 ->
                            "LATERAL generate_series(1, "
                                    + constant()
                                    + ") WITH ORDINALITY g(a, b)";
                    case 2 -> "ONLY (" + relation() + ")";
                    case 3 -> relation() + " TABLESAMPLE system (10)";
                    case 4 -> "rows_of(1) AS r(a int, b text)";
                    default -> relation() + maybe(" AS " + name());
                };
        return item
                + rarely(" LEFT JOIN " + relation() + " j ON " + expression())
                + rarely(" NATURAL JOIN " + relation())
                + rarely(" CROSS JOIN " + relation());
    }

    private String expression() {
        depth++;
        String expression =
                switch (depth > DEEPEST ? random.nextInt(4) : random.nextInt(22)) {
                    case 0 -> constant();
                    case 1 -> name();
                    case 2 -> "t." + name();
                    case 3 -> "$" + (1 + random.nextInt(3));
                    case 4 -> function() + "(" + expression() + ", " + constant() + ")";
                    case 5 ->
                            expression()
                                    + one(" = ", " <> ", " + ", " @> ", " || ", " ? ")
                                    + constant();
                    case 6 -> "(" + expression() + ")::" + type();
                    case 7 -> "CAST(" + expression() + " AS " + type() + ")";
                    case 8 -> "CASE WHEN " + expression() + " THEN 1 ELSE " + expression() + " END";
                    case 9 -> "a IN (" + constant() + ", " + constant() + ")";
                    case 10 -> "a IN (" + query() + ")";
                    case 11 -> "EXISTS (" + query() + ")";
                    case 12 -> "ARRAY[" + constant() + ", " + constant() + "]";
                    case 13 -> "count(*) FILTER (WHERE " + expression() + ") OVER (ORDER BY a)";
                    case 14 ->
                            "set_config('"
                                    + one("a.b", "TimeZone")
                                    + "', 'x', "
                                    + one("true", "false", "b")
                                    + ")";
                    case 15 ->
                            one(
                                    "EXTRACT(year FROM a)",
                                    "substring(a FROM 2 FOR 3)",
                                    "trim(BOTH 'x' FROM a)",
                                    "overlay(a PLACING b FROM 1)");
                    case 16 ->
                            one(
                                    "CURRENT_USER",
                                    "CURRENT_TIMESTAMP",
                                    "a AT TIME ZONE 'UTC'",
                                    "now()");
                    case 17 -> "a " + one("LIKE", "NOT ILIKE", "SIMILAR TO") + " 'x%' ESCAPE '!'";
                    case 18 ->
                            one(
                                    "date '2020-01-01'",
                                    "interval '1' day",
                                    "point '(1,2)'",
                                    "float(30) '1'");
                    case 19 -> "a BETWEEN " + constant() + " AND " + constant();
                    case 20 -> "NOT a IS DISTINCT FROM " + constant();
                    default -> "(" + with() + query() + ")";
                };
        depth--;
        return expression;
    }

    private String with() {
        depth++;
        String with =
                "WITH "
                        + one("", "", "RECURSIVE ")
                        + name()
                        + maybe("(a, b)")
                        + " AS "
                        + one("", "MATERIALIZED ", "NOT MATERIALIZED ")
                        + "("
                        + (random.nextInt(4) == 0 ? change() : query())
                        + ") "
                        + rarely(", c2 AS (SELECT * FROM c1) ");
        depth--;
        return random.nextInt(8) == 0 && depth < DEEPEST
                ? with.replace("(SELECT ", "(" + with() + "SELECT ")
                : with;
    }

    private String change() {
        depth++;
        String change =
                switch (random.nextInt(4)) {
                            case 0 ->
                                    "INSERT INTO "
                                            + relation()
                                            + maybe(" (a, b)")
                                            + " "
                                            + core()
                                            + maybe(
                                                    " ON CONFLICT (a) DO UPDATE SET b ="
                                                            + " excluded.b");
                            case 1 ->
                                    "UPDATE "
                                            + relation()
                                            + " SET a = "
                                            + expression()
                                            + maybe(" FROM " + from())
                                            + maybe(" WHERE " + expression());
                            case 2 ->
                                    "DELETE FROM "
                                            + relation()
                                            + maybe(" USING " + from())
                                            + maybe(" WHERE " + expression());
                            default ->
                                    "MERGE INTO "
                                            + relation()
                                            + " t USING "
                                            + relation()
                                            + " s ON t.a = s.a"
                                            + " WHEN MATCHED THEN UPDATE SET a = "
                                            + expression()
                                            + " WHEN NOT MATCHED THEN INSERT (a) VALUES (1)";
                        }
                        + maybe(" RETURNING a, " + function() + "(b)");
        depth--;
        return change;
    }

    private String explain() {
        return "EXPLAIN "
                + one(
                        "",
                        "ANALYZE ",
                        "VERBOSE ",
                        "(ANALYZE) ",
                        "(ANALYZE false, COSTS off) ",
                        "(FORMAT json) ")
                + either(this::query, this::change);
    }

    private String copyOrCursor() {
        return switch (random.nextInt(5)) {
            case 0 ->
                    "COPY "
                            + relation()
                            + maybe(" (a, b)")
                            + one(" FROM STDIN", " TO STDOUT", " TO '/f'", " FROM PROGRAM 'x'");
            case 1 ->
                    "COPY ("
                            + either(this::query, () -> change() + " RETURNING a")
                                    .replace(" RETURNING a RETURNING a", " RETURNING a")
                            + ") TO STDOUT WITH (FORMAT csv)";
            case 2 ->
                    "DECLARE "
                            + name()
                            + one("", " SCROLL", " NO SCROLL BINARY")
                            + " CURSOR "
                            + one("", "WITH HOLD ", "WITHOUT HOLD ")
                            + "FOR "
                            + query();
            case 3 ->
                    one("FETCH ", "MOVE ")
                            + one("", "ALL FROM ", "NEXT IN ", "-5 FROM ", "ABSOLUTE 3 FROM ")
                            + name();
            default -> "CLOSE " + one("ALL", name());
        };
    }

    private String setting() {
        String name =
                one(name(), "search_path", "app." + name(), "TimeZone", "\"Role\"", "local_x");
        return switch (random.nextInt(7)) {
            case 0, 1 ->
                    "SET "
                            + one("", "LOCAL ", "SESSION ")
                            + name
                            + one(" = ", " TO ")
                            + one("DEFAULT", "on", "'a', b", "-5", "1.5", "'x'", "\"Y\"");
            case 2 -> "RESET " + one(name, "ALL", "TIME ZONE", "SESSION AUTHORIZATION");
            case 3 -> "SHOW " + one(name, "ALL", "TIME ZONE", "TRANSACTION ISOLATION LEVEL");
            case 4 ->
                    "SET "
                            + one("", "LOCAL ")
                            + one(
                                    "TIME ZONE 'UTC'",
                                    "TIME ZONE LOCAL",
                                    "NAMES 'utf8'",
                                    "SCHEMA 'x'",
                                    "ROLE " + name(),
                                    "SESSION AUTHORIZATION DEFAULT",
                                    "XML OPTION DOCUMENT");
            case 5 ->
                    "SET "
                            + one("SESSION CHARACTERISTICS AS ", "LOCAL ", "")
                            + "TRANSACTION "
                            + one(
                                    "READ ONLY",
                                    "ISOLATION LEVEL SERIALIZABLE, READ WRITE",
                                    "NOT DEFERRABLE");
            default -> "DISCARD " + one("ALL", "PLANS", "TEMP", "SEQUENCES");
        };
    }

    private String session() {
        return switch (random.nextInt(14)) {
            case 0 -> "LISTEN " + name();
            case 1 -> "UNLISTEN " + one("*", name());
            case 2 -> "NOTIFY " + name() + maybe(", 'payload'");
            case 3 ->
                    "PREPARE "
                            + name()
                            + maybe(" (int, text)")
                            + " AS "
                            + either(this::query, this::change);
            case 4 -> "EXECUTE " + name() + maybe("(" + constant() + ")");
            case 5 -> "DEALLOCATE " + maybe("PREPARE ") + one("ALL", name());
            case 6 -> "SAVEPOINT " + name();
            case 7 -> "RELEASE " + maybe("SAVEPOINT ") + name();
            case 8 ->
                    "ROLLBACK "
                            + one("", "WORK ", "TRANSACTION ")
                            + "TO "
                            + maybe("SAVEPOINT ")
                            + name();
            case 9 ->
                    one("COMMIT", "END", "ROLLBACK", "ABORT WORK")
                            + one("", " AND CHAIN", " AND NO CHAIN");
            case 10 ->
                    one("BEGIN", "START TRANSACTION", "BEGIN WORK")
                            + one("", " READ ONLY", " ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            case 11 -> "LOCK TABLE " + relation() + maybe(" IN SHARE MODE");
            case 12 ->
                    "CREATE "
                            + one("", "TEMP ", "UNLOGGED ")
                            + "TABLE "
                            + name()
                            + " AS "
                            + query();
            default -> one("DO $$ x $$", "CALL p(1)", "LOAD 'x'", "VACUUM t", "DROP TABLE t, s.u");
        };
    }

    private String relation() {
        return one("t", "u", "s.t", "\"T\"", "c1", "\"s\".\"x y\"");
    }

    private String function() {
        return one("f", "s.f", "lower", "\"F\"", "left", "count");
    }

    private String type() {
        return one(
                "int",
                "text",
                "s.d",
                "numeric(10, 2)",
                "timestamp(3) with time zone",
                "varchar(5)[]",
                "float(3)",
                "double precision",
                "\"T\"");
    }

    private String name() {
        return one(
                "a",
                "b",
                "c1",
                "\"C\"",
                "\"a\"\"b\"",
                "U&\"d\\0061t\"",
                "value",
                "é",
                "a".repeat(70));
    }

    private String constant() {
        return one(
                "1",
                "2.5",
                "-3",
                "NULL",
                "TRUE",
                "'x'",
                "'it''s'",
                "E'a\\'b'",
                "$$d$$",
                "$q$ ' $q$",
                "B'01'",
                "U&'\\0041'",
                "0x1F");
    }

    /** In random case where case does not count, with blanks and comments in between. */
    private String dressed(String statement) {
        if (random.nextInt(3) == 0) {
            return statement;
        }
        StringBuilder dressed = new StringBuilder();
        boolean plain = statement.chars().noneMatch(c -> c == '\'' || c == '"' || c == '$');
        for (String word : plain ? statement.split(" ", -1) : new String[] {statement}) {
            dressed.append(
                    dressed.isEmpty() ? "" : one(" ", " ", "  ", "\n", " /* ; ' */ ", " -- \"\n"));
            dressed.append(plain && random.nextBoolean() ? word.toLowerCase(Locale.ROOT) : word);
        }
        return one("", " ", "/* a /* b */ */ ") + dressed + one("", ";", " ; -- end");
    }

    private String either(Supplier<String> one, Supplier<String> other) {
        return random.nextBoolean() ? one.get() : other.get();
    }

    private String maybe(String text) {
        return random.nextInt(3) == 0 ? text : "";
    }

    private String rarely(String text) {
        return random.nextInt(8) == 0 ? text : "";
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
