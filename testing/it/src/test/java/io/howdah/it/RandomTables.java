package io.howdah.it;

import io.howdah.base.Randomness;

import java.util.ArrayList;
import java.util.List;

/**
 * Tables made at random: columns of all kinds of types, rows with many equal values and NULLs,
 * indexes whole and partial, partitions, a view that has constants for columns.
 */
final class RandomTables {
    /** The types, and literals to insert and compare; what is behind the bar is compared only. */
    private static final List<String> TYPES =
            List.of(
                    "smallint: 0, 1, 42, '5' | 32768, -1, '99999'",
                    "int: 0, 1, 42, 2147483647 | 2147483648, 007, '1', ' 1 ', 'x'",
                    "bigint: 0, 1, 5000000000 | 9223372036854775807, 9223372036854775808",
                    "numeric: 0, 1, 1.5, 99999999999999999999 | 1.50, 1., '1e2', 'NaN', '1.5.5'",
                    "numeric(6,2): 0.00, 1.00, 1.25 | 1, 1.255, 12345.5, 12345678.5, '1.255'",
                    "real: 0, 1.5, 0.1 | '0.1', 1, 123456789012345678901234567890, '1e60'",
                    "double precision: 0, 1.5, 0.1 | '0.1', 0.10000000000000000000001, '1e400'",
                    "text: 'a', 'A', '', 'Zoë', '5' | 'a ', 5, 'b', 'it''s', '%'",
                    "varchar(4): 'a', 'abcd', '' | 'abcde', 'a ', 1",
                    "char(5): 'a', 'ab', 'abcde' | 'a ', 'abcdef', '', 'ab    '",
                    "\"char\": 'a', 'b' | 'ab', ''",
                    "name: 'a', 'b' | 'ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
                            + "cccccccccccccccc'",
                    "date: '2020-01-01', '1999-12-31' | 'Jan 1 2020', '2020-02-30', 5, '20200101'",
                    "time: '10:00', '23:59:59' | '10:00:00.5', '25:00', '10 PM'",
                    "timestamp: '2020-01-01', '1999-12-31 10:00' | '2020-01-01 00:00+05', ''",
                    "timestamptz: '2020-01-01', '1999-12-31 10:00+02' | '2020-01-01 UTC', '1/2/20'",
                    "interval: '1 day', '2 hours' | '24:00', '1-2', 'P1D', '1', 1",
                    "interval hour to minute: '1:30', '2 hours' | '90 min', '1:30:30', '90'",
                    "interval(0): '1.5 s', '1 s' | '1.4 s', '2 s'",
                    "bool: 't', 'false' | 'yes', 'on', '1', 1, 'x', 'tr'",
                    "uuid: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' |"
                            + " 'A0EEBC999C0B4EF8BB6D6BB9BD380A11', 'a0'",
                    "mood: 'sad', 'ok', 'happy' | 'nope', 'OK', 1",
                    "mood_domain: 'sad', 'ok' | 'happy', 'nope'",
                    "positive: 1, 5 | 0, '0', '1', 5000000000, 1.5",
                    "short: 'a', 'abc' | 'bad', 'abcdefgh', 'a '",
                    "shorts: '{a,b}', '{}' | '{bad}', '{abcdefgh}', 'x'",
                    "int[]: '{1,2}', '{}' | '{1 ,2}', '{x}', '[0:1]={1,2}', '{NULL}', 1",
                    "text[]: '{a,b}', '{a}' | '{\"a\",b}', '{', '{NULL}', '{null}'",
                    "varchar(2)[]: '{a,b}', '{a}' | '{abc}'",
                    "mood[]: '{sad}', '{ok,sad}' | '{nope}'",
                    "inet: '10.0.0.1', '10.0.0.0/8' | '10.0.0.1/32', '10.0', '::1'",
                    "cidr: '10.0.0.0/8', '10.0.0.0/24' | '10.0.0.1', '10/8', '10.0.0.1/8'",
                    "jsonb: '{\"a\": 1}', '1' | '{\"a\":1}', '1.0', '{', 1",
                    "json: '{\"a\": 1}', '1' | '2'",
                    "int4range: '[1,5)', 'empty' | '[1,4]', '(0,4]', '[5,1]'",
                    "oid: 1, 42 | 4294967295, 4294967296, 9999999999, '1', '-1', 'x'",
                    "regclass: 'mixed' | 'nothing', 1, 5000000000, '1'",
                    "bit(3): '101', '000' | '1010', '1', 5",
                    "money: '1', '2.50' | 1, 2.5, '$1.00'",
                    "pair: '(1,a)', '(2,b)' | '( 1,a)', '(x)'",
                    "point: '(1,2)' | '1,2'",
                    "tsvector: 'a', 'a b' | 'b a'");

    private static final String PREPARATION =
            """
            CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
            CREATE DOMAIN mood_domain AS mood CHECK (VALUE <> 'happy');
            CREATE DOMAIN positive AS int CHECK (VALUE > 0);
            CREATE DOMAIN short AS varchar(5) CHECK (VALUE <> 'bad');
            CREATE DOMAIN shorts AS varchar(5)[] CHECK (VALUE <> '{bad}');
            CREATE TYPE pair AS (a int, b text);
            CREATE TABLE mixed ();
            CREATE COLLATION odd (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            """;

    /** A column and what it may hold. */
    record Column(String name, String type, List<String> values, List<String> compared) {}

    /** A table, partitioned table or view. */
    record Table(String name, List<Column> columns) {}

    private static final int TABLES = 8;
    private static final int ROWS = 30;

    private final Randomness random;
    private final StringBuilder script = new StringBuilder(PREPARATION);
    private final List<Table> tables = new ArrayList<>();
    private int names;

    RandomTables(Randomness random) {
        this.random = random;
        for (int i = 0; i < TABLES; i++) {
            tables.add(table("t" + i, i % 4 == 0));
        }
        view();
    }

    /** What makes the tables. */
    String script() {
        return script + "ANALYZE;";
    }

    List<Table> tables() {
        return tables;
    }

    private Table table(String name, boolean partitioned) {
        List<Column> columns = new ArrayList<>();
        columns.add(column("int"));
        for (int i = 4 + random.nextInt(8); i > 0; i--) {
            String line = TYPES.get(random.nextInt(TYPES.size()));
            String type = line.substring(0, line.indexOf(':'));
            columns.add(column(isOrdered(type) || random.nextInt(4) == 0 ? type : "int"));
        }
        List<String> definitions =
                columns.stream().map(column -> column.name() + " " + column.type()).toList();
        script.append("CREATE TABLE ").append(name).append(" (");
        script.append(String.join(", ", definitions)).append(")");
        partitions(name, columns.getFirst().name(), partitioned);
        for (int i = random.nextInt(ROWS); i > 0; i--) {
            List<String> values = columns.stream().map(this::value).toList();
            script.append("INSERT INTO ").append(name).append(" VALUES (");
            script.append(String.join(", ", values)).append(");\n");
        }
        columns.forEach(column -> index(name, column));
        return new Table(name, columns);
    }

    private void partitions(String name, String key, boolean partitioned) {
        if (!partitioned) {
            script.append(";\n");
            return;
        }
        script.append(" PARTITION BY LIST (").append(key).append(");\n");
        String part = "CREATE TABLE %1$s_%2$s PARTITION OF %1$s %3$s;\n";
        script.append(part.formatted(name, "a", "FOR VALUES IN (0, 1)"));
        script.append(part.formatted(name, "b", "DEFAULT"));
    }

    private Column column(String type) {
        String line =
                TYPES.stream().filter(t -> t.startsWith(type + ":")).findFirst().orElseThrow();
        String[] parts = line.substring(type.length() + 1).split(" \\| ?", -1);
        List<String> values = List.of(parts[0].strip().split(", "));
        List<String> compared = new ArrayList<>(values);
        compared.addAll(List.of(parts[1].strip().split(", ")));
        boolean odd = type.equals("text") && random.nextInt(4) == 0;
        return new Column(
                "c" + names++, odd ? type + " COLLATE odd" : type, values, List.copyOf(compared));
    }

    private String value(Column column) {
        return random.nextInt(6) == 0
                ? "NULL"
                : column.values().get(random.nextInt(column.values().size()));
    }

    private void index(String table, Column column) {
        if (isOrdered(column.type()) && random.nextInt(3) == 0) {
            String value = column.values().getFirst();
            script.append("CREATE INDEX ON ").append(table).append(" (").append(column.name());
            script.append(random.nextBoolean() ? ")" : ") WHERE " + column.name() + " = " + value);
            script.append(";\n");
        }
    }

    /** Whether literals can be compared with it; most comparisons with others are errors. */
    private static boolean isOrdered(String type) {
        return switch (type) {
            case "json", "point", "pair", "mood_domain", "regclass" -> false;
            default -> true;
        };
    }

    private void view() {
        Table base = tables.getFirst();
        Column constant = column("int");
        Column computed = column("text");
        Column first = base.columns().getFirst();
        script.append(
                "CREATE VIEW v AS SELECT 1 AS %s, 'a' || %s AS %s, %s FROM %s;\n"
                        .formatted(
                                constant.name(),
                                first.name(),
                                computed.name(),
                                first.name(),
                                base.name()));
        tables.add(new Table("v", List.of(constant, computed, first)));
    }
}
