package io.howdah.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.gateway.config.PoolMode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.util.List;

/** The fingerprint changes with every definition that matters, and with nothing else. */
@EachRig
final class CatalogFingerprintTest {
    private static final List<String> DEFINITIONS =
            List.of(
                    "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1'",
                    "CREATE OR REPLACE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 2'",
                    "ALTER FUNCTION f(int) IMMUTABLE",
                    "ALTER FUNCTION f(int) SET search_path = public",
                    "ALTER FUNCTION f(int) RENAME TO g",
                    "CREATE SCHEMA s",
                    "ALTER FUNCTION g(int) SET SCHEMA s",
                    "ALTER SCHEMA s RENAME TO s2",
                    "CREATE PROCEDURE p() LANGUAGE sql AS ''",
                    "CREATE TABLE t (id int, name text)",
                    "ALTER TABLE t RENAME TO u",
                    "ALTER TABLE u RENAME TO t",
                    "ALTER TABLE t ALTER id SET DEFAULT 1",
                    "ALTER TABLE t ALTER id SET DEFAULT 2",
                    "ALTER TABLE t ALTER id DROP DEFAULT",
                    "ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0)",
                    "ALTER TABLE t DROP CONSTRAINT c",
                    "CREATE INDEX i ON t (s2.g(id)) WHERE id > 1",
                    "DROP INDEX i",
                    "CREATE DOMAIN d AS text",
                    "ALTER TABLE t ALTER name TYPE d",
                    "ALTER DOMAIN d ADD CONSTRAINT dc CHECK (VALUE <> '')",
                    "ALTER DOMAIN d DROP CONSTRAINT dc",
                    "ALTER TABLE t ADD extra d",
                    "ALTER TABLE t DROP extra",
                    "ALTER TABLE t ADD serial_id bigint GENERATED ALWAYS AS IDENTITY",
                    "ALTER TABLE t ADD double int GENERATED ALWAYS AS (id * 2) STORED",
                    "CREATE VIEW v AS SELECT id FROM t",
                    "CREATE OR REPLACE VIEW v AS SELECT id FROM t WHERE id > 5",
                    "CREATE RULE r AS ON DELETE TO v DO INSTEAD NOTHING",
                    "DROP RULE r ON v",
                    "CREATE MATERIALIZED VIEW m AS SELECT id FROM t",
                    "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new;"
                            + " END'",
                    "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf()",
                    "ALTER TABLE t DISABLE TRIGGER tr",
                    "DROP TRIGGER tr ON t",
                    "CREATE POLICY po ON t USING (id > 1)",
                    "ALTER POLICY po ON t USING (id > 2)",
                    "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                    "DROP POLICY po ON t",
                    "CREATE TABLE parent (id int PRIMARY KEY)",
                    "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES parent",
                    "CREATE TABLE heir () INHERITS (parent)",
                    "ALTER TABLE heir NO INHERIT parent",
                    "CREATE TABLE parted (id int) PARTITION BY LIST (id)",
                    "CREATE TABLE part (id int)",
                    "ALTER TABLE parted ATTACH PARTITION part FOR VALUES IN (1)",
                    "ALTER TABLE parted DETACH PARTITION part",
                    "CREATE TYPE pair AS (a int, b int)",
                    "ALTER TYPE pair ADD ATTRIBUTE c d",
                    "CREATE TYPE colour AS ENUM ('red')",
                    "CREATE TYPE ranged AS RANGE (subtype = int)",
                    "CREATE FUNCTION eq(pair, pair) RETURNS bool LANGUAGE sql AS 'SELECT true'",
                    "CREATE OPERATOR === (LEFTARG = pair, RIGHTARG = pair, FUNCTION = eq)",
                    "DROP OPERATOR === (pair, pair)",
                    "CREATE FUNCTION to_pair(text) RETURNS pair LANGUAGE sql AS 'SELECT"
                            + " NULL::pair'",
                    "CREATE CAST (text AS pair) WITH FUNCTION to_pair(text)",
                    "DROP CAST (text AS pair)",
                    "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int)",
                    "CREATE SEQUENCE seq",
                    "ALTER SEQUENCE seq RENAME TO seq2",
                    "CREATE FUNCTION et() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
                    "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION et()",
                    "DROP EVENT TRIGGER e",
                    "DROP FUNCTION et()",
                    "DROP VIEW v",
                    "DROP TABLE t CASCADE",
                    "DROP SCHEMA s2 CASCADE");

    private static final List<String> OTHERS =
            List.of(
                    "INSERT INTO kept (name) SELECT 'a' FROM generate_series(1, 100)",
                    "UPDATE kept SET name = 'b'",
                    "DELETE FROM kept WHERE id < 10",
                    "ANALYZE kept",
                    "VACUUM FULL kept",
                    "TRUNCATE kept",
                    "REINDEX TABLE kept",
                    "CREATE INDEX ON kept (name)",
                    "REFRESH MATERIALIZED VIEW shown",
                    "SELECT nextval('kept_id_seq')",
                    "CREATE TEMP TABLE scratch (id serial, name text CHECK (name <> '')); CREATE"
                            + " TEMP VIEW seen AS SELECT * FROM scratch",
                    "DROP VIEW seen",
                    "DROP TABLE scratch");

    private final Rig rig;

    CatalogFingerprintTest(Rig rig) {
        this.rig = rig;
    }

    @BeforeEach
    void onceAServer() {
        assumeTrue(rig.mode() == PoolMode.TRANSACTION, "the pool mode does not matter here");
    }

    @Test
    void changesWithEveryDefinition() throws Exception {
        Endpoint endpoint = CatalogRead.database(rig, "catalog_fingerprints");
        try (Connection connection = endpoint.connect("preferQueryMode", "simple")) {
            String last = CatalogRead.fingerprint(connection);
            for (String definition : DEFINITIONS) {
                Sql.run(connection, definition);
                String now = CatalogRead.fingerprint(connection);
                assertNotEquals(last, now, definition);
                last = now;
            }
        }
    }

    @Test
    void changesWithNothingElse() throws Exception {
        Endpoint endpoint = CatalogRead.database(rig, "catalog_constants");
        try (Connection connection = endpoint.connect("preferQueryMode", "simple")) {
            Sql.run(connection, "CREATE TABLE kept (id serial PRIMARY KEY, name text)");
            Sql.run(connection, "CREATE MATERIALIZED VIEW shown AS SELECT * FROM kept");
            String first = CatalogRead.fingerprint(connection);
            for (String statement : OTHERS) {
                Sql.run(connection, statement);
                assertEquals(first, CatalogRead.fingerprint(connection), statement);
            }
        }
    }
}
