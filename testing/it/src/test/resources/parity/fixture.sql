-- What the sequences may count on: made anew on PostgreSQL itself before they are played.
DROP SCHEMA IF EXISTS public CASCADE;
CREATE SCHEMA public;
CREATE TABLE animals (id int PRIMARY KEY, name text NOT NULL, kg numeric(9, 3), born date);
INSERT INTO animals VALUES
    (1, 'elephant', 5400, '1990-05-01'), (2, 'mouse', 0.02, '2024-02-29'), (3, 'dodo', NULL, NULL);
CREATE TYPE diet AS ENUM ('herbivore', 'carnivore', 'omnivore');
CREATE TYPE spot AS (x int, y text);
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE FUNCTION shout(what text) RETURNS void LANGUAGE plpgsql AS
    $$ BEGIN RAISE NOTICE 'shouted: %', what; END $$;
CREATE FUNCTION warn(what text) RETURNS int LANGUAGE plpgsql AS
    $$ BEGIN RAISE WARNING USING MESSAGE = what, DETAIL = 'a detail', HINT = 'a hint', ERRCODE = '01H00';
       RETURN 1; END $$;
CREATE FUNCTION refuse(state text) RETURNS int LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION USING MESSAGE = 'refused', ERRCODE = state; END $$;
CREATE FUNCTION pick(wanted text) RETURNS text LANGUAGE plpgsql AS
    $$ BEGIN PERFORM set_config('timezone', wanted, false); RETURN wanted; END $$;
