package io.howdah.it;

import io.howdah.base.Randomness;

import java.util.ArrayList;
import java.util.List;

/** Functions made at random of harmless and harmful parts, which call each other in many ways. */
final class RandomRoutines {
    private static final List<String> HARMFUL =
            List.of(
                    "SET app.x = '#'",
                    "set /* c */ Session work_mem = '#MB'",
                    "PERFORM set_config('app.x', '#', false)",
                    "PERFORM pg_catalog . \"set_config\" ('app.y', '#', 1 > 2)",
                    "SET ROLE pg_monitor",
                    "PERFORM pg_advisory_lock(#)",
                    "PERFORM pg_try_advisory_lock_shared(#) FROM generate_series(1, 2)",
                    "LISTEN channel_#",
                    "CREATE TEMP TABLE IF NOT EXISTS scratch_# (a int)",
                    "CREATE TABLE IF NOT EXISTS pg_temp.other_# (a int)",
                    "EXECUTE 'SET app.x = ''#'''",
                    "EXECUTE format('LISTEN %I', 'channel_#')",
                    "SET extra_float_digits = 0",
                    "SET app.x TO '#'; RESET work_mem");

    private static final List<String> HARMLESS =
            List.of(
                    "SET LOCAL app.y = '#'",
                    "PERFORM set_config('app.x', '#', true)",
                    "v := v + #",
                    "PERFORM pg_advisory_xact_lock(#)",
                    "SELECT count(*) INTO v FROM base WHERE a > #",
                    "UPDATE base SET a = a + 1 WHERE a < -#",
                    "INSERT INTO base AS b VALUES (#) ON CONFLICT (a) DO UPDATE SET a = b.a",
                    "RAISE DEBUG 'SET app.x = %; LISTEN x', v",
                    "v := length('RESET ALL; EXECUTE x;') -- SET app.x = 1;\n",
                    "v := (SELECT max(a) FROM base_view WHERE a BETWEEN 1 AND #)",
                    "PERFORM now(), random(), coalesce(v, #), lower('A')",
                    "NULL");

    private static final List<String> WRAPPERS =
            List.of(
                    "%s;",
                    "%s;",
                    "IF v IS NOT NULL OR true THEN %s; END IF;",
                    "IF false THEN NULL; ELSE %s; END IF;",
                    "FOR i IN 1..2 LOOP %s; END LOOP;",
                    "BEGIN %s; EXCEPTION WHEN division_by_zero THEN NULL; END;",
                    "BEGIN v := 1 / 0; EXCEPTION WHEN OTHERS THEN %s; END;",
                    "CASE WHEN v > 1 THEN %1$s; ELSE %1$s; END CASE;",
                    "<<label>> LOOP %s; EXIT label; END LOOP label;");

    /** Ways to reach function NUMBER. */
    private static final List<String> WAYS =
            List.of(
                    "SELECT f_NUMBER()",
                    "SELECT * FROM view_NUMBER",
                    "INSERT INTO triggered_NUMBER VALUES (1)",
                    "INSERT INTO defaulted_NUMBER DEFAULT VALUES",
                    "SELECT '1'::domain_NUMBER",
                    "SELECT wrapped_NUMBER()",
                    "SELECT sum_NUMBER(1)",
                    "SELECT 1 SYMBOL 2",
                    "SELECT b.field_NUMBER FROM (SELECT 1) s, base b",
                    "SELECT * FROM guarded_NUMBER");

    private final Randomness random;
    private final int version;
    private final List<String> sources = new ArrayList<>();
    private final List<Integer> ways = new ArrayList<>();

    RandomRoutines(Randomness random, int version) {
        this.random = random;
        this.version = version;
    }

    /** Makes that many functions, and what reaches them. */
    String schema(int functions) {
        StringBuilder sql =
                new StringBuilder(
                        """
                        CREATE TABLE base (a int PRIMARY KEY);
                        INSERT INTO base VALUES (1), (2);
                        CREATE VIEW base_view AS SELECT a FROM base;
                        """);
        for (int k = 0; k < functions; k++) {
            String source = function(k);
            sources.add(source);
            ways.add(random.nextInt(WAYS.size()));
            sql.append(source).append(around(k));
        }
        return sql.toString();
    }

    /** A statement that reaches function {@code k}. */
    String statement(int k) {
        return way(ways.get(k), k);
    }

    /** Its definition. */
    String source(int k) {
        return sources.get(k);
    }

    private static String way(int way, int k) {
        return WAYS.get(way).replace("SYMBOL", symbol(k)).replace("NUMBER", Integer.toString(k));
    }

    /** The function's number in characters of operators. */
    private static String symbol(int k) {
        return "@@"
                + Integer.toString(k, 4)
                        .replace('0', '#')
                        .replace('1', '&')
                        .replace('2', '|')
                        .replace('3', '%')
                + "@@";
    }

    private String function(int k) {
        StringBuilder body = new StringBuilder("DECLARE v int := 0; BEGIN ");
        for (int n = random.nextInt(3); n >= 0; n--) {
            body.append(pick(WRAPPERS).formatted(part(k))).append(' ');
        }
        return "CREATE FUNCTION f_%d() RETURNS int LANGUAGE plpgsql %s AS $f$ %s RETURN v; END $f$;\n"
                .formatted(k, random.nextInt(8) == 0 ? "STABLE" : "", body);
    }

    private String part(int k) {
        int die = random.nextInt(10);
        if (die < 2 || k == 0) {
            return numbered(pick(die == 0 ? HARMFUL : HARMLESS));
        }
        if (die < 5) {
            return numbered(pick(HARMLESS));
        }
        if (die == 9) {
            return numbered(pick(HARMFUL));
        }
        String sql = way(random.nextInt(WAYS.size()), random.nextInt(k));
        return sql.startsWith("SELECT") ? sql.replaceFirst("SELECT", "PERFORM") : sql;
    }

    private String numbered(String part) {
        return part.replace("#", Integer.toString(1 + random.nextInt(50)));
    }

    private String pick(List<String> parts) {
        return parts.get(random.nextInt(parts.size()));
    }

    /** Everything that calls function {@code k} without being asked to. */
    private String around(int k) {
        String atomic = version >= 14 ? "BEGIN ATOMIC SELECT f_#(); END" : "AS $$ SELECT f_#() $$";
        return """
        CREATE VIEW view_# AS SELECT a, f_#() AS f FROM base;
        CREATE TABLE triggered_# (a int);
        CREATE FUNCTION trigger_#() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM f_#(); RETURN new; END $$;
        CREATE TRIGGER t BEFORE INSERT ON triggered_# FOR EACH ROW
            EXECUTE FUNCTION trigger_#();
        CREATE TABLE defaulted_# (a int DEFAULT f_#());
        CREATE FUNCTION checks_#(int) RETURNS boolean LANGUAGE sql AS
        $$ SELECT f_#() IS NOT NULL $$;
        CREATE DOMAIN domain_# AS int CHECK (checks_#(VALUE));
        CREATE FUNCTION wrapped_#() RETURNS int LANGUAGE sql ATOMIC;
        CREATE FUNCTION adds_#(int, int) RETURNS int LANGUAGE sql AS
        $$ SELECT $1 + f_#() $$;
        CREATE AGGREGATE sum_#(int) (SFUNC = adds_#, STYPE = int, INITCOND = '0');
        CREATE OPERATOR SYMBOL (LEFTARG = int, RIGHTARG = int, FUNCTION = adds_#);
        CREATE FUNCTION field_#(base) RETURNS int LANGUAGE sql AS $$ SELECT f_#() $$;
        CREATE TABLE guarded_# (a int);
        INSERT INTO guarded_# VALUES (1);
        ALTER TABLE guarded_# ENABLE ROW LEVEL SECURITY;
        ALTER TABLE guarded_# FORCE ROW LEVEL SECURITY;
        CREATE POLICY p ON guarded_# USING (f_#() IS NOT NULL);
        """
                .replace("ATOMIC;", atomic + ";")
                .replace("#", Integer.toString(k))
                .replace("SYMBOL", symbol(k));
    }
}
