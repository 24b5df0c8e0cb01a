-- Objects that do to a session what no word of a statement tells, directly and through others.
CREATE SCHEMA bad;
SET search_path = bad;

CREATE FUNCTION sets() RETURNS void LANGUAGE plpgsql AS $$ BEGIN SET app.x = '1'; END $$;
CREATE FUNCTION sets_in_if(flag boolean) RETURNS void LANGUAGE plpgsql AS
$$ BEGIN IF flag THEN SET SESSION app.x = '1'; ELSE RESET app.x; END IF; END $$;
CREATE FUNCTION configures() RETURNS text LANGUAGE sql STABLE AS
$$ SELECT set_config('app.x', '2', false) $$;
CREATE FUNCTION configures_by_name() RETURNS text LANGUAGE sql AS
$$ SELECT pg_catalog . "set_config" /* quoted */ ('app.x', '2', false) $$;
CREATE FUNCTION configures_unknown(b boolean) RETURNS text LANGUAGE sql AS
$$ SELECT set_config('app.x', '2', b) $$;
CREATE FUNCTION seeds() RETURNS void LANGUAGE sql AS $$ SELECT setseed(0.5) $$;
CREATE FUNCTION locks() RETURNS void LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_advisory_lock(42); END $$;
CREATE FUNCTION listens() RETURNS void LANGUAGE plpgsql AS $$ BEGIN LISTEN news; END $$;
CREATE FUNCTION makes_temporary() RETURNS void LANGUAGE plpgsql AS
$$ BEGIN CREATE TEMP TABLE IF NOT EXISTS scratch (a int); END $$;
CREATE FUNCTION selects_into() RETURNS void LANGUAGE sql AS
$$ SELECT 1 AS a INTO TEMPORARY scratch $$;
CREATE FUNCTION prepares() RETURNS void LANGUAGE sql AS $$ PREPARE p AS SELECT 1 $$;
CREATE FUNCTION holds() RETURNS void LANGUAGE sql AS
$$ DECLARE c CURSOR WITH HOLD FOR SELECT 1 $$;
CREATE FUNCTION executes(text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE $1; END $$;
CREATE FUNCTION loads() RETURNS void LANGUAGE sql AS $$ LOAD 'plpgsql' $$;
CREATE FUNCTION atomic() RETURNS text LANGUAGE sql BEGIN ATOMIC
    SELECT set_config('app.x', '3', false); END;
CREATE FUNCTION by_default(a text DEFAULT set_config('app.x', '4', false)) RETURNS text
    LANGUAGE sql AS $$ SELECT a $$;
CREATE FUNCTION hidden() RETURNS int LANGUAGE internal AS 'pg_backend_pid';

-- indirectly
CREATE FUNCTION one() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM bad.sets(); END $$;
CREATE FUNCTION two() RETURNS int LANGUAGE sql AS $$ SELECT one(); SELECT 1 $$;
CREATE FUNCTION three(int) RETURNS int LANGUAGE plpgsql AS
$$ DECLARE r record; BEGIN FOR r IN SELECT two() AS t LOOP RETURN r.t; END LOOP; END $$;

CREATE TABLE plain (id int, name text);
CREATE VIEW shown AS SELECT id, set_config('app.x', '5', false) AS x FROM plain;
CREATE VIEW shown_again AS SELECT id FROM shown WHERE x <> '';
CREATE VIEW through_function AS SELECT id, three(id) FROM plain;
CREATE FUNCTION reads_view() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT count(*) FROM shown_again $$;

CREATE TABLE ruled (id int);
CREATE RULE r AS ON INSERT TO ruled DO ALSO SELECT two();

CREATE FUNCTION trigger_sets() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN SET app.x = '6'; RETURN new; END $$;
CREATE TABLE triggered (id int);
CREATE TRIGGER t BEFORE INSERT ON triggered FOR EACH ROW EXECUTE FUNCTION trigger_sets();
CREATE FUNCTION inserts() RETURNS void LANGUAGE plpgsql AS
$$ BEGIN INSERT INTO triggered VALUES (1); END $$;
CREATE VIEW of_triggered AS SELECT id FROM triggered;
CREATE TABLE conditional (id int);
CREATE FUNCTION trigger_plain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TRIGGER t BEFORE INSERT ON conditional FOR EACH ROW WHEN (three(new.id) > 0)
    EXECUTE FUNCTION trigger_plain();

CREATE TABLE guarded (id int, owner text);
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON guarded USING (owner = configures());
CREATE TABLE guarded_by_query (id int);
ALTER TABLE guarded_by_query ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON guarded_by_query USING (id IN (SELECT id FROM shown));

CREATE TABLE defaulted (id int, x text DEFAULT set_config('app.x', '7', false));
CREATE TABLE checked (id int CHECK (three(id) > 0));
CREATE DOMAIN positive AS int CHECK (three(VALUE) > 0);
CREATE DOMAIN small AS positive;
CREATE TABLE of_domain (id small);
CREATE FUNCTION uses_domain() RETURNS int LANGUAGE plpgsql AS
$$ DECLARE v bad.small; BEGIN v := 1; RETURN v; END $$;
CREATE FUNCTION immutable_lie(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS
$$ BEGIN PERFORM bad.sets(); RETURN $1; END $$;
CREATE TABLE indexed (id int);
CREATE INDEX ON indexed (immutable_lie(id));
CREATE TABLE generated (id int, x int GENERATED ALWAYS AS (immutable_lie(id)) STORED);
CREATE TABLE parted (id int) PARTITION BY LIST (immutable_lie(id));
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);

CREATE FUNCTION compare(plain, plain) RETURNS boolean LANGUAGE plpgsql AS
$$ BEGIN PERFORM bad.sets(); RETURN true; END $$;
CREATE OPERATOR === (LEFTARG = plain, RIGHTARG = plain, FUNCTION = compare);
CREATE TYPE pair AS (a int, b int);
CREATE FUNCTION to_pair(text) RETURNS pair LANGUAGE plpgsql AS
$$ BEGIN PERFORM bad.sets(); RETURN ROW(1, 2)::bad.pair; END $$;
CREATE CAST (text AS pair) WITH FUNCTION to_pair(text);
CREATE FUNCTION evil_transition(text, text, boolean) RETURNS text LANGUAGE sql AS
$$ SELECT set_config($1, $2, $3) $$;
CREATE AGGREGATE gather(text, boolean) (
    SFUNC = pg_catalog.set_config, STYPE = text, INITCOND = 'app.x');
CREATE FUNCTION whole(plain) RETURNS text LANGUAGE sql AS
$$ SELECT set_config('app.x', $1.name, false) $$;

CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int REFERENCES parent ON DELETE CASCADE);
CREATE TRIGGER t BEFORE DELETE ON child FOR EACH ROW EXECUTE FUNCTION trigger_sets();

CREATE PROCEDURE proceeds() LANGUAGE plpgsql AS $$ BEGIN SET app.x = '8'; COMMIT; END $$;

CREATE TABLE ancestor (id int);
CREATE TABLE heir () INHERITS (ancestor);
CREATE TRIGGER t BEFORE UPDATE ON heir FOR EACH ROW EXECUTE FUNCTION trigger_sets();

-- the session and the primary
CREATE VIEW pid AS SELECT pg_backend_pid() AS pid;
CREATE FUNCTION last_one() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT lastval() $$;
CREATE VIEW statements AS SELECT name FROM pg_prepared_statements;
CREATE VIEW lsn AS SELECT pg_current_wal_lsn() AS lsn;
CREATE FUNCTION reads_activity() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT count(*) FROM pg_stat_activity $$;
CREATE FUNCTION writes_stable(int) RETURNS int LANGUAGE plpgsql STABLE AS
$$ BEGIN INSERT INTO bad.plain VALUES ($1); RETURN 1; END $$;
CREATE FUNCTION writes_atomic() RETURNS void LANGUAGE sql BEGIN ATOMIC
    INSERT INTO bad.plain VALUES (1); END;
CREATE FUNCTION locks_rows() RETURNS SETOF plain LANGUAGE sql AS
$$ SELECT * FROM bad.plain FOR UPDATE $$;
CREATE SEQUENCE numbers;
CREATE TABLE serials (id bigserial, name text);
CREATE TABLE identities (id int GENERATED ALWAYS AS IDENTITY, name text);
CREATE FUNCTION advances() RETURNS bigint LANGUAGE sql AS $$ SELECT nextval('bad.numbers') $$;
RESET search_path;
