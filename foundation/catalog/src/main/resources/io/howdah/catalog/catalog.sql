-- Everything in a database that a statement may run without naming it, as rows of texts:
--
--   B  name, volatility                                   a function of PostgreSQL's own
--   F  node, schema, name, kind, language, volatility, extension, arguments, body
--   R  node, schema, name, kind                           a table, view, sequence …
--   T  node, schema, name                                 a type, PostgreSQL's own among them
--   O  name, node of the function                         an operator; none for PostgreSQL's own
--   L  node, node                                         using the one uses the other
--
-- Nodes: f a function, r reading a relation, w writing it, c having its row type, k placing a row
-- among its partitions, t having a type, b a function of PostgreSQL's own, s a relation of its own,
-- e an effect; * is what any statement may reach, d what any definition may.
--
-- References to what PostgreSQL brings along are not in pg_depend, so expressions are searched for
-- the numbers of functions and relations. Nothing here takes a lock that DDL could hold.
WITH trees(node, second, tree) AS (
    -- what a materialized view shows is read when it is written
    SELECT CASE WHEN ev_type = '1' AND relkind <> 'm' THEN 'r' ELSE 'w' END || ev_class,
           CASE WHEN ev_type = '1' AND relkind <> 'm' THEN 'w' || ev_class END,
           concat(ev_action, ev_qual)
    FROM pg_rewrite w JOIN pg_class c ON c.oid = ev_class WHERE w.oid >= 16384
    UNION ALL
    SELECT CASE attgenerated WHEN 'v' THEN 'r' ELSE 'w' END || adrelid, NULL, adbin::text
    FROM pg_attrdef d
    JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
    WHERE adrelid >= 16384
    UNION ALL
    SELECT CASE conrelid WHEN 0 THEN 't' || contypid ELSE 'w' || conrelid END, NULL, conbin::text
    FROM pg_constraint WHERE oid >= 16384 AND conbin IS NOT NULL
    UNION ALL
    SELECT 'r' || polrelid, NULL, concat(polqual, polwithcheck) FROM pg_policy
    UNION ALL
    SELECT 'w' || tgrelid, NULL, tgqual::text
    FROM pg_trigger WHERE tgqual IS NOT NULL
    UNION ALL
    SELECT 'w' || indrelid, NULL, concat(indexprs, indpred)
    FROM pg_index
    WHERE indrelid >= 16384 AND (indexprs IS NOT NULL OR indpred IS NOT NULL)
    UNION ALL
    SELECT 'k' || partrelid, NULL, partexprs::text
    FROM pg_partitioned_table WHERE partexprs IS NOT NULL
    UNION ALL
    SELECT 'f' || oid, NULL, concat(prosqlbody, proargdefaults)
    FROM pg_proc
    WHERE oid >= 16384 AND (prosqlbody IS NOT NULL OR proargdefaults IS NOT NULL)
    UNION ALL
    SELECT 't' || oid, NULL, typdefaultbin::text
    FROM pg_type WHERE oid >= 16384 AND typdefaultbin IS NOT NULL
), marked AS (
    SELECT *, node LIKE 'w%' OR tree ~ ':commandType [2-5]' AS writes,
           tree ~ ':hasForUpdate true|:hasModifyingCTE true|:commandType [2-6]' AS changes,
           tree ~ 'SQLVALUEFUNCTION :op (9|1[0-9])' AS asks,
           tree ~ 'SQLVALUEFUNCTION :op [0-8] ' AS tells_time
    FROM trees
), found AS (
    SELECT DISTINCT node, second, writes, m[1] = 'relid' AS relation, m[2]::oid AS target
    FROM marked,
         regexp_matches(
             tree, ':(funcid|opfuncid|aggfnoid|winfnoid|relid|tsmhandler) ([1-9][0-9]*)', 'g') m
), functions(oid, node) AS (
    SELECT oid, CASE WHEN oid >= 16384 THEN 'f' || oid ELSE 'b' || proname END
    FROM pg_proc
), relations AS (
    SELECT c.oid, c.relname, n.nspname, c.relkind
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid >= 16384 AND c.relkind IN ('r', 'v', 'm', 'f', 'p', 'S', 'c')
      AND c.relpersistence <> 't' AND n.nspname NOT IN ('pg_toast', 'information_schema')
), owners(classid, objid, node) AS (
    SELECT 'pg_rewrite'::regclass, w.oid,
           CASE WHEN ev_type = '1' AND relkind <> 'm' THEN 'r' ELSE 'w' END || ev_class
    FROM pg_rewrite w JOIN pg_class c ON c.oid = ev_class WHERE w.oid >= 16384
    UNION ALL
    SELECT 'pg_attrdef'::regclass, oid, 'w' || adrelid FROM pg_attrdef
    UNION ALL
    SELECT 'pg_constraint'::regclass, oid,
           CASE conrelid WHEN 0 THEN 't' || contypid ELSE 'w' || conrelid END
    FROM pg_constraint WHERE contype IN ('c', 'x')
    UNION ALL
    SELECT 'pg_policy'::regclass, oid, 'r' || polrelid FROM pg_policy
    UNION ALL
    SELECT 'pg_trigger'::regclass, oid, 'w' || tgrelid
    FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT 'pg_proc'::regclass, oid, 'f' || oid
    FROM pg_proc WHERE oid >= 16384
    UNION ALL
    SELECT 'pg_type'::regclass, oid, 't' || oid
    FROM pg_type WHERE oid >= 16384
    UNION ALL
    SELECT 'pg_class'::regclass, c.oid,
           CASE WHEN c.relkind IN ('i', 'I') THEN 'w' || i.indrelid ELSE 'c' || c.oid END
    FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
    WHERE c.oid >= 16384 AND c.relpersistence <> 't'
), links(a, b) AS (
    -- what expressions call and read
    SELECT f.node, p.node
    FROM found f JOIN functions p ON p.oid = f.target
    WHERE NOT relation
      AND (f.target >= 16384
           OR (SELECT provolatile <> 'i' FROM pg_proc WHERE oid = f.target))
    UNION ALL
    SELECT f.node,
           CASE WHEN f.target >= 16384 THEN CASE WHEN f.writes THEN 'w' ELSE 'r' END || f.target
                ELSE 's' || c.relname END
    FROM found f JOIN pg_class c ON c.oid = f.target
    WHERE relation AND 'r' || f.target <> f.node AND 'w' || f.target <> f.node
    UNION ALL
    -- writing a view writes what it shows
    SELECT second, 'w' || target
    FROM found WHERE relation AND second IS NOT NULL AND target >= 16384 AND 'w' || target <> second
    UNION ALL
    SELECT node, 'eWRITES' FROM marked WHERE changes
    UNION ALL
    SELECT node, 'eREADS_SETTINGS' FROM marked WHERE asks
    UNION ALL
    SELECT node, 'eREADS_CLOCK' FROM marked WHERE tells_time
    UNION ALL
    -- types, and the operators that no function number stands for
    SELECT o.node,
           CASE d.refclassid
               WHEN 'pg_type'::regclass THEN 't' || d.refobjid
               WHEN 'pg_class'::regclass THEN 'c' || d.refobjid
               WHEN 'pg_proc'::regclass THEN 'f' || d.refobjid
               ELSE p.node END
    FROM pg_depend d
    JOIN owners o ON o.classid = d.classid AND o.objid = d.objid
    LEFT JOIN pg_operator x
        ON d.refclassid = 'pg_operator'::regclass AND x.oid = d.refobjid
    LEFT JOIN functions p ON p.oid = x.oprcode
    WHERE d.refobjid >= 16384
      AND (d.refclassid IN ('pg_type'::regclass, 'pg_proc'::regclass)
           OR d.refclassid = 'pg_operator'::regclass AND p.node IS NOT NULL
           OR d.refclassid = 'pg_class'::regclass AND o.node LIKE 't%')
    UNION ALL
    SELECT t.node, f.node
    FROM (SELECT DISTINCT CASE WHEN type >= 16384 THEN 't' || type ELSE '*' END AS node, castfunc
          FROM pg_cast,
               LATERAL (VALUES (castsource), (casttarget)) AS side(type)
          WHERE pg_cast.oid >= 16384
            AND (type >= 16384 OR castsource < 16384 AND casttarget < 16384)) t
    JOIN functions f ON f.oid = t.castfunc
    UNION ALL
    -- operators that the grammar uses without naming them
    SELECT t.node, f.node
    FROM (SELECT DISTINCT CASE WHEN type >= 16384 THEN 't' || type ELSE '*' END AS node, oprcode
          FROM pg_operator,
               LATERAL (VALUES (oprleft), (oprright)) AS side(type)
          WHERE pg_operator.oid >= 16384
            AND (type >= 16384 OR oprleft < 16384 AND oprright < 16384)
            AND oprname IN ('=', '<>', '<', '>', '<=', '>=', '~~', '!~~', '~~*', '!~~*',
                            '~', '!~', '~*', '!~*')) t
    JOIN functions f ON f.oid = t.oprcode
    UNION ALL
    SELECT t.node, f.node
    FROM (SELECT DISTINCT CASE WHEN type >= 16384 THEN 't' || type ELSE '*' END AS node, amproc
          FROM pg_amproc,
               LATERAL (VALUES (amproclefttype), (amprocrighttype)) AS side(type)
          WHERE pg_amproc.oid >= 16384
            AND (type >= 16384 OR amproclefttype < 16384 AND amprocrighttype < 16384)) t
    JOIN functions f ON f.oid = t.amproc
    UNION ALL
    SELECT 'f' || aggfnoid::oid, f.node
    FROM pg_aggregate,
         unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn,
                      aggmtransfn, aggminvtransfn, aggmfinalfn]::oid[]) AS part(oid)
    JOIN functions f ON f.oid = part.oid
    WHERE aggfnoid >= 16384
    UNION ALL
    SELECT 'w' || tgrelid, f.node
    FROM pg_trigger JOIN functions f ON f.oid = tgfoid WHERE NOT tgisinternal
    UNION ALL
    SELECT 'd', f.node
    FROM pg_event_trigger JOIN functions f ON f.oid = evtfoid
    WHERE evtevent <> 'login'
    UNION ALL
    SELECT kind || inhparent, kind || inhrelid
    FROM pg_inherits, LATERAL (VALUES ('r'), ('w')) AS k(kind)
    UNION ALL
    SELECT kind || inhrelid, 'k' || inhparent
    FROM pg_inherits, LATERAL (VALUES ('k'), ('w')) AS k(kind)
    UNION ALL
    SELECT 'w' || conrelid, 'r' || confrelid FROM pg_constraint WHERE contype = 'f'
    UNION ALL
    -- by cascading, be it ON DELETE, ON UPDATE or TRUNCATE … CASCADE
    SELECT 'w' || confrelid, 'w' || conrelid FROM pg_constraint WHERE contype = 'f'
    UNION ALL
    SELECT 'w' || attrelid, 'eADVANCES_SEQUENCE'
    FROM pg_attribute WHERE attrelid >= 16384 AND attidentity <> '' AND NOT attisdropped
)
SELECT 'B' AS kind, proname::text AS a, string_agg(DISTINCT provolatile::text, '') AS b,
       NULL AS c, NULL AS d, NULL AS e, NULL AS f, NULL AS g, NULL AS h, NULL AS i
FROM pg_proc WHERE oid < 16384 AND pronamespace = 'pg_catalog'::regnamespace
GROUP BY proname
UNION ALL
SELECT 'F', 'f' || p.oid, n.nspname, p.proname, p.prokind::text, l.lanname, p.provolatile::text,
       x.extname, (p.pronargs - p.pronargdefaults)::text,
       CASE WHEN l.lanname IN ('sql', 'plpgsql') AND octet_length(p.prosrc) <= 30000
            THEN p.prosrc END
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
LEFT JOIN pg_depend d
    ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
LEFT JOIN pg_extension x
    ON d.refclassid = 'pg_extension'::regclass AND x.oid = d.refobjid
WHERE p.oid >= 16384
UNION ALL
SELECT 'R', 'r' || oid, nspname, relname, relkind::text, NULL, NULL, NULL, NULL, NULL
FROM relations WHERE relkind <> 'c'
UNION ALL
SELECT 'T', 't' || t.oid, n.nspname, t.typname, NULL, NULL, NULL, NULL, NULL, NULL
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE t.typcategory <> 'A'
  AND CASE WHEN t.oid >= 16384 THEN c.oid IS NULL OR c.relkind = 'c'
           ELSE n.nspname = 'pg_catalog' AND c.oid IS NULL END
UNION ALL
SELECT 'O', oprname, f.node, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM pg_operator JOIN functions f ON f.oid = oprcode WHERE pg_operator.oid >= 16384
UNION ALL
SELECT DISTINCT 'O', oprname, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM pg_operator WHERE oid < 16384
UNION ALL
SELECT DISTINCT 'L', a, b, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM links WHERE a <> b
