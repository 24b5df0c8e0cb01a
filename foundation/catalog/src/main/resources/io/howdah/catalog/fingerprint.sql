-- One row: a text that changes whenever anything that catalog.sql reads does, and how many functions
-- and relations there are. A replaced row has another xmin, and the sum shows rows that came or went;
-- of relations it is what they are, as VACUUM FULL, TRUNCATE and REFRESH replace rows, too.
WITH temporary AS MATERIALIZED (
    SELECT oid FROM pg_class WHERE relpersistence = 't'
)
SELECT concat_ws(' ',
    (SELECT concat(count(*), '.', sum(hashint8extended(oid::int8, xmin::text::int8)))
     FROM pg_proc WHERE oid >= 16384),
    (SELECT concat(count(*), '.', sum(hashtextextended(
                relname, oid::int8 * 31 + relnamespace::int8 * 7
                         + ascii(relkind::text) + relrowsecurity::int::int8 * 1000003)))
     FROM pg_class
     WHERE oid >= 16384 AND relkind IN ('r', 'v', 'm', 'f', 'p', 'S', 'c')
       AND relpersistence <> 't'),
    (SELECT concat(count(*), '.', sum(hashint8extended(attrelid::int8 * 2048 + attnum,
                                                       atttypid::int8)))
     FROM pg_attribute
     WHERE (atttypid >= 16384 OR attidentity <> '' AND NOT attisdropped)
       AND attrelid NOT IN (TABLE temporary)),
    (SELECT concat(count(*), '.', sum(hashint8extended(oid::int8, xmin::text::int8)))
     FROM pg_type WHERE oid >= 16384 AND typcategory <> 'A' AND typtype <> 'c'),
    (SELECT concat(count(*), '.', sum(hashint8extended(oid::int8, xmin::text::int8)))
     FROM pg_rewrite WHERE oid >= 16384 AND ev_class NOT IN (TABLE temporary)),
    (SELECT concat(count(*), '.', sum(hashint8extended(oid::int8, xmin::text::int8)))
     FROM pg_trigger
     WHERE NOT tgisinternal AND tgrelid NOT IN (TABLE temporary)),
    (SELECT concat(count(*), '.', sum(hashint8extended(oid::int8, xmin::text::int8)))
     FROM pg_policy),
    (SELECT concat(count(*), '.', sum(hashint8extended(oid::int8, xmin::text::int8)))
     FROM pg_attrdef WHERE adrelid NOT IN (TABLE temporary)),
    (SELECT concat(count(*), '.', sum(hashint8extended(oid::int8, xmin::text::int8)))
     FROM pg_constraint
     WHERE contype IN ('c', 'f', 'x') AND oid >= 16384 AND conrelid NOT IN (TABLE temporary)),
    (SELECT concat(count(*), '.', sum(hashint8extended(indexrelid::int8, xmin::text::int8)))
     FROM pg_index
     WHERE indexrelid >= 16384 AND (indexprs IS NOT NULL OR indpred IS NOT NULL)
       AND indrelid NOT IN (TABLE temporary)),
    (SELECT concat(count(*), '.', sum(hashint8extended(inhrelid::int8, inhparent::int8)))
     FROM pg_inherits),
    (SELECT concat(count(*), '.', sum(hashint8extended(oid::int8, xmin::text::int8)))
     FROM pg_operator WHERE oid >= 16384),
    (SELECT concat(count(*), '.', sum(hashint8extended(oid::int8, xmin::text::int8)))
     FROM pg_cast WHERE oid >= 16384),
    (SELECT concat(count(*), '.', sum(hashint8extended(oid::int8, xmin::text::int8)))
     FROM pg_amproc WHERE oid >= 16384),
    (SELECT concat(count(*), '.', sum(hashint8extended(aggfnoid::oid::int8, xmin::text::int8)))
     FROM pg_aggregate WHERE aggfnoid::oid >= 16384),
    (SELECT concat(count(*), '.', sum(hashint8extended(oid::int8, xmin::text::int8)))
     FROM pg_event_trigger),
    (SELECT concat(count(*), '.', sum(hashtextextended(nspname, oid::int8)))
     FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%temp\_%')),
    (SELECT count(*) FROM pg_proc WHERE oid >= 16384)
        + (SELECT count(*) FROM pg_class
           WHERE oid >= 16384 AND relkind IN ('r', 'v', 'm', 'f', 'p', 'S')
             AND relpersistence <> 't')
