-- One of everything that psql describes and pg_dump dumps, on PostgreSQL 15 and later.
CREATE SCHEMA zoo;
COMMENT ON SCHEMA zoo IS 'animals, and whoever keeps them';
SET search_path = zoo;

CREATE TYPE diet AS ENUM ('herbivore', 'carnivore', 'omnivore');
CREATE DOMAIN kilograms AS numeric(9, 3) CHECK (VALUE > 0);
CREATE TYPE spot AS (latitude float8, longitude float8);
CREATE SEQUENCE ticket_numbers START 100 INCREMENT 5 CACHE 10;
CREATE COLLATION byte_order (provider = libc, locale = 'C');

CREATE TABLE species (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE byte_order NOT NULL UNIQUE,
    eats diet NOT NULL DEFAULT 'herbivore',
    traits jsonb NOT NULL DEFAULT '{}',
    words tsvector GENERATED ALWAYS AS (to_tsvector('english', name)) STORED
);
COMMENT ON TABLE species IS 'what there is';
COMMENT ON COLUMN species.traits IS E'free form\nover two lines';
CREATE INDEX species_words ON species USING gin (words);
CREATE INDEX species_lower ON species (lower(name)) WHERE eats <> 'carnivore';

CREATE TABLE animals (
    id bigserial PRIMARY KEY,
    species int NOT NULL REFERENCES species ON DELETE CASCADE,
    name varchar(40) NOT NULL,
    weight kilograms,
    born date CHECK (born > '1900-01-01'),
    place spot,
    tags text[],
    EXCLUDE USING btree (name WITH =)
) WITH (fillfactor = 80);
ALTER TABLE animals ALTER COLUMN name SET STATISTICS 500;
CREATE STATISTICS animals_weight (dependencies) ON species, weight FROM animals;

CREATE TABLE feedings (at timestamptz NOT NULL, animal bigint, amount kilograms)
    PARTITION BY RANGE (at);
CREATE TABLE feedings_2025 PARTITION OF feedings
    FOR VALUES FROM ('2025-01-01 00:00+00') TO ('2026-01-01 00:00+00');
CREATE TABLE feedings_rest PARTITION OF feedings DEFAULT;
CREATE INDEX ON feedings (animal, at DESC);
CREATE UNLOGGED TABLE visitors (ticket int DEFAULT nextval('ticket_numbers'), note text);
CREATE TABLE elephants (tusks int) INHERITS (visitors);

CREATE VIEW heavy AS SELECT name, weight FROM animals WHERE weight > 1000 WITH CHECK OPTION;
CREATE MATERIALIZED VIEW census AS
    SELECT s.name, count(a.id) AS head FROM species s LEFT JOIN animals a ON a.species = s.id
    GROUP BY s.name;
CREATE UNIQUE INDEX census_name ON census (name);

CREATE FUNCTION mark() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    NEW.tags := NEW.tags || ARRAY['seen']; -- a ';' in a body
    RETURN NEW;
END
$body$;
CREATE TRIGGER mark_animals BEFORE INSERT ON animals FOR EACH ROW EXECUTE FUNCTION mark();
CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql IMMUTABLE RETURN n * 2;
CREATE PROCEDURE noop() LANGUAGE sql BEGIN ATOMIC SELECT 1; END;
CREATE AGGREGATE longest (int) (sfunc = int4larger, stype = int);
CREATE OPERATOR <<<>>> (leftarg = int, rightarg = int, function = int4mul);
CREATE RULE no_departures AS ON DELETE TO visitors DO INSTEAD NOTHING;
ALTER TABLE animals ENABLE ROW LEVEL SECURITY;
CREATE POLICY named ON animals FOR SELECT USING (name <> '');
GRANT SELECT ON species, heavy TO pg_read_all_data;
GRANT UPDATE (name) ON species TO pg_monitor;
ALTER DEFAULT PRIVILEGES IN SCHEMA zoo GRANT SELECT ON TABLES TO pg_monitor;
CREATE PUBLICATION births FOR TABLE animals WHERE (species > 10) WITH (publish = 'insert');

INSERT INTO species (name, eats, traits)
    SELECT 'species ' || n, (enum_range(NULL::diet))[1 + n % 3], jsonb_build_object('n', n)
    FROM generate_series(1, 500) n;
INSERT INTO animals (species, name, weight, born, place, tags)
    SELECT 1 + n % 500, 'animal ' || n, 0.001 + n, date '2000-01-01' + n, ROW(n, -n)::spot, ARRAY['a', NULL]
    FROM generate_series(1, 5000) n;
INSERT INTO feedings SELECT timestamptz '2025-06-01 00:00+00' + n * interval '1 hour', n, 1 + n
    FROM generate_series(1, 6000) n;
SELECT lo_from_bytea(424242, '\x00ff10');
REFRESH MATERIALIZED VIEW census;
ANALYZE;
