-- What applications have: none of it changes a session.
CREATE SCHEMA good;
SET search_path = good;

CREATE TABLE tenants (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    settings jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE DOMAIN email AS text CHECK (VALUE ~ '^[^@\s]+@[^@\s]+\.[a-z]+$');
CREATE TYPE status AS ENUM ('draft', 'sent', 'paid');
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants ON DELETE CASCADE,
    email email NOT NULL,
    full_name text,
    age int,
    search tsvector GENERATED ALWAYS AS (to_tsvector('english', coalesce(full_name, ''))) STORED,
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE UNIQUE INDEX ON users (lower(email));
CREATE INDEX ON users USING gin (search);
CREATE TABLE invoices (
    id bigserial PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants,
    user_id bigint REFERENCES users ON DELETE SET NULL,
    status status NOT NULL DEFAULT 'draft',
    total numeric(12, 2) NOT NULL DEFAULT 0 CHECK (total >= 0),
    updated_at timestamptz NOT NULL DEFAULT now(),
    issued date NOT NULL DEFAULT CURRENT_DATE) ;
CREATE TABLE invoice_lines (
    id bigserial PRIMARY KEY,
    invoice_id bigint NOT NULL REFERENCES invoices ON DELETE CASCADE,
    price numeric NOT NULL,
    quantity int NOT NULL CHECK (quantity > 0));
CREATE TABLE audit (
    id bigserial PRIMARY KEY, at timestamptz DEFAULT clock_timestamp(), who text,
    what text, old_row jsonb, new_row jsonb);
CREATE TABLE events (id bigint, at timestamptz NOT NULL, body jsonb) PARTITION BY RANGE (at);
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END;
$$;
CREATE TRIGGER touch BEFORE UPDATE ON tenants FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER touch BEFORE UPDATE ON invoices FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION set_updated_at();

CREATE FUNCTION write_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = good, pg_temp AS $$
DECLARE
    v_old jsonb;
    v_new jsonb;
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        v_old := to_jsonb(OLD);
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        v_new := to_jsonb(NEW);
    END IF;
    INSERT INTO audit (who, what, old_row, new_row)
    VALUES (current_setting('app.user', true), TG_TABLE_NAME || ' ' || TG_OP, v_old, v_new);
    RETURN COALESCE(NEW, OLD);
END;
$$;
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON invoices
    FOR EACH ROW EXECUTE FUNCTION write_audit();

CREATE FUNCTION total_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    v_id bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.invoice_id ELSE NEW.invoice_id END;
BEGIN
    UPDATE good.invoices i
    SET total = (SELECT coalesce(sum(l.price * l.quantity), 0)
                 FROM good.invoice_lines l WHERE l.invoice_id = v_id)
    WHERE i.id = v_id;
    RETURN NULL;
END;
$$;
CREATE TRIGGER total AFTER INSERT OR UPDATE OR DELETE ON invoice_lines
    FOR EACH ROW EXECUTE FUNCTION total_invoice();

CREATE FUNCTION current_tenant() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.tenant', true), '')::uuid $$;
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON users USING (tenant_id = current_tenant())
    WITH CHECK (tenant_id = current_tenant());
ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON invoices USING (tenant_id = current_setting('app.tenant')::uuid);

CREATE VIEW open_invoices AS
SELECT i.id, i.total, u.email, t.name AS tenant, rank() OVER (ORDER BY i.total DESC) AS place
FROM invoices i JOIN users u ON u.id = i.user_id JOIN tenants t ON t.id = i.tenant_id
WHERE i.status <> 'paid';
CREATE MATERIALIZED VIEW revenue AS
SELECT tenant_id, date_trunc('month', issued) AS month, sum(total) AS total
FROM invoices GROUP BY 1, 2;

CREATE FUNCTION full_name(users) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT coalesce($1.full_name, $1.email) $$;
CREATE FUNCTION invoice_total(p_id bigint) RETURNS numeric LANGUAGE plpgsql STABLE AS $$
DECLARE
    result numeric := 0;
    r record;
BEGIN
    FOR r IN SELECT price, quantity FROM good.invoice_lines WHERE invoice_id = p_id LOOP
        result := result + r.price * r.quantity;
    END LOOP;
    IF result IS NULL THEN
        RAISE EXCEPTION 'no invoice %', p_id USING ERRCODE = 'P0002', HINT = 'see good.invoices';
    END IF;
    RETURN round(result, 2);
END;
$$;
CREATE FUNCTION find_users(term text) RETURNS TABLE (id bigint, email email) LANGUAGE plpgsql
STABLE AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH hits(id) AS (SELECT u.id FROM good.users u WHERE u.search @@ plainto_tsquery(term))
    SELECT u.id, u.email FROM good.users u JOIN hits USING (id) ORDER BY u.email LIMIT 10;
END;
$$;
CREATE FUNCTION slugify(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS
$$ SELECT trim(BOTH '-' FROM regexp_replace(lower($1), '[^a-z0-9]+', '-', 'g')) $$;
CREATE FUNCTION upsert_tenant(p_name text) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    v_id uuid;
BEGIN
    INSERT INTO good.tenants AS t (name) VALUES (p_name)
    ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name
    RETURNING t.id INTO STRICT v_id;
    PERFORM pg_notify('tenants', v_id::text);
    RETURN v_id;
EXCEPTION WHEN unique_violation THEN
    RETURN NULL;
END;
$$;
CREATE FUNCTION as_tenant(p_id uuid) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    n bigint;
BEGIN
    PERFORM set_config('app.tenant', p_id::text, true);
    SET LOCAL work_mem = '64MB';
    SELECT count(*) INTO n FROM good.users;
    RETURN n;
END;
$$;
CREATE FUNCTION atomic_count() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC
    SELECT count(*) FROM good.tenants; END;
CREATE FUNCTION accumulate(numeric, numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS
$$ SELECT coalesce($1, 1) * coalesce($2, 1) $$;
CREATE AGGREGATE product(numeric) (SFUNC = accumulate, STYPE = numeric);
CREATE FUNCTION contains_all(text[], text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT $1 @> $2 $$;
CREATE OPERATOR @>> (LEFTARG = text[], RIGHTARG = text[], FUNCTION = contains_all);
RESET search_path;
