package io.howdah.bench.parts;

import java.nio.charset.StandardCharsets;

/** Texts of three sizes, as a driver sends them. */
public enum Text {
    /** What {@code pgbench -S} sends. */
    ROW("SELECT abalance FROM pgbench_accounts WHERE aid = 4711;"),
    /** What a mapper makes of one. */
    MAPPED(
            "select p1_0.id,p1_0.author_id,a1_0.name,p1_0.body,p1_0.created_at,p1_0.title from"
                    + " posts p1_0 left join authors a1_0 on a1_0.id=p1_0.author_id where"
                    + " p1_0.id in ($1,$2,$3,$4,$5,$6,$7,$8) and p1_0.status='published'"
                    + " order by p1_0.created_at desc fetch first 20 rows only"),
    /** An insert of a hundred rows. */
    ROWS("INSERT INTO t (a, b, c) VALUES " + "(1, 'two', 3.0), ".repeat(99) + "(1, 'two', 3.0)");

    private final String sql;

    Text(String sql) {
        this.sql = sql;
    }

    byte[] bytes() {
        return sql.getBytes(StandardCharsets.UTF_8);
    }
}
