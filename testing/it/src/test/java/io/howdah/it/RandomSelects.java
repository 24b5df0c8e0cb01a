package io.howdah.it;

import io.howdah.base.Randomness;
import io.howdah.it.RandomTables.Column;
import io.howdah.it.RandomTables.Table;

import java.util.ArrayList;
import java.util.List;

/** Queries made at random of literals in all places, most of them where they are compared. */
final class RandomSelects {
    private static final String[] COMPARISONS = {"=", "=", "=", "<>", "!=", "<", ">", "<=", ">="};

    /** Conditions about column {@code C}, of the literals {@code L}, {@code M}. */
    private static final String[] OTHERS = {
        "C is null",
        "C is not null",
        "C is distinct from L",
        "L = C",
        "C = L is true",
        "(C, C) = (L, M)",
        "(C, C) < (L, M)",
        "row(C) = row(L)",
        "C in (L, null)",
        "C in (L, C)",
        "C between L and C",
        "C between symmetric L and M",
        "C::text = L",
        "C::text = L::text",
        "C::text like 'a%'",
        "C = any (array[L, M])",
        "C = all ('{1}')",
        "C = (L)",
        "(C) = L",
        "coalesce(C, L) = M",
        "nullif(C, L) is null",
        "C = L and 1 = 1 / 1",
        "(C = L) = (C > M)",
        "C = L collate \"C\"",
        "C collate \"C\" = L",
        "not (C = L and C <> M or C is null)",
        "(C = L)",
        "((C = L or C = M) and true)",
        "C || L = M",
        "C = L || M",
        "C = L::text",
        "C = case when C = L then C end",
        "C = +L",
        "C = - L",
        "C not in (L, M, L)",
        "C in (L)",
        "C not between L and M",
        "C = date '2020-01-01'",
        "num_nulls(C = L) = 0",
        "(C between L and M) is not true",
        "L < M",
        "C = L and not C > M",
        "false and C = L",
        "C = L and 1 / 0 = 1",
        "C = L or true",
        "C in (L, L, M, M, L, M, L, M, L, M, L)",
    };

    private final Randomness random;
    private final List<Table> tables;

    RandomSelects(Randomness random, List<Table> tables) {
        this.random = random;
        this.tables = tables;
    }

    /** A statement; most are valid. */
    String next() {
        Table table = pick(tables);
        List<String> from = new ArrayList<>();
        List<Column> columns = new ArrayList<>(table.columns());
        from.add(table.name());
        if (one(5)) {
            Table other = pick(tables);
            if (other != table) {
                from.add(join(table, other));
                columns.addAll(other.columns());
            }
        }
        String rest =
                " from "
                        + String.join(" ", from)
                        + (one(12) ? "" : " where " + conditions(columns));
        return one(6) ? grouped(rest, columns) : plain(rest, columns);
    }

    private String plain(String rest, List<Column> columns) {
        return "select " + targets(columns) + rest + ending(columns) + (one(10) ? ";" : "");
    }

    /** Not by what has equal values that look different: any of them may stand for the group. */
    private String grouped(String rest, List<Column> columns) {
        Column column = columns.getFirst();
        Column other = pick(columns);
        if (!other.type().contains("COLLATE")) {
            column = other;
        }
        String name = column.name();
        return switch (random.nextInt(3)) {
            case 0 -> "select distinct " + name + rest;
            case 1 -> "select count(*)" + rest + " having count(*) > " + random.nextInt(4);
            default -> {
                String key = one(3) ? condition(column) : name;
                yield "select " + key + ", count(*)" + rest + " group by " + key + " order by 2";
            }
        };
    }

    private String join(Table table, Table other) {
        String kind = pick(List.of("join", "left join", "right join", "full join"));
        String on =
                table.name()
                        + "."
                        + table.columns().getFirst().name()
                        + " = "
                        + other.name()
                        + "."
                        + other.columns().getFirst().name();
        String more = one(2) ? "" : " and " + condition(pick(other.columns()));
        return kind + " " + other.name() + " on " + on + more;
    }

    private String targets(List<Column> columns) {
        String column = pick(columns).name();
        return switch (random.nextInt(8)) {
            case 0, 1 -> column + ", 'k' as k, 5";
            case 2 -> column + ", " + condition(pick(columns)) + " as " + pick(columns).name();
            case 3 -> columns.getFirst().name() + ", 10 / " + columns.getFirst().name();
            case 4 -> "count(*) filter (where " + condition(pick(columns)) + ") over ()";
            default -> "*";
        };
    }

    private String conditions(List<Column> columns) {
        StringBuilder conditions = new StringBuilder(condition(pick(columns)));
        for (int i = random.nextInt(3); i > 0; i--) {
            conditions.append(one(3) ? " or " : " and ").append(one(6) ? "not " : "");
            conditions.append(condition(pick(columns)));
        }
        return conditions.toString();
    }

    private String condition(Column column) {
        String name = column.name();
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> name + " " + pick(List.of(COMPARISONS)) + " " + literal(column);
            case 5, 6 -> name + (one(3) ? " not" : "") + " in (" + list(column) + ")";
            case 7, 8 -> name + " between " + literal(column) + " and " + literal(column);
            default ->
                    OTHERS[random.nextInt(OTHERS.length)]
                            .replaceAll("\\bC\\b(?!\")", name)
                            .replaceAll("\\bL\\b", literal(column).replace("$", "\\$"))
                            .replaceAll("\\bM\\b", literal(column).replace("$", "\\$"));
        };
    }

    private String list(Column column) {
        List<String> literals = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            literals.add(literal(column));
        }
        return String.join(", ", literals);
    }

    /** One in thirty is a literal of another type. */
    private String literal(Column column) {
        Column source = one(30) ? pick(pick(tables).columns()) : column;
        return pick(one(8) ? source.compared() : source.values());
    }

    private String ending(List<Column> columns) {
        String column = pick(columns).name();
        return switch (random.nextInt(10)) {
            case 0 -> " limit " + random.nextInt(8);
            case 1 -> " order by 1 limit " + random.nextInt(8) + " offset " + random.nextInt(3);
            case 2 -> " offset " + random.nextInt(4) + " limit 5000000000";
            case 3 -> " order by " + column;
            case 4 -> " order by " + condition(pick(columns));
            default -> "";
        };
    }

    /** Whether a chance of one in so many came true. */
    private boolean one(int many) {
        return random.nextInt(many) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
