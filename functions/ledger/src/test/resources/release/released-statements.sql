-- parameters: 
CREATE TEMPORARY TABLE file_rows (line bigint, business_date date, location text, sku text, units bigint) ON COMMIT DROP
;
-- parameters: 
CREATE TEMPORARY TABLE file_rows (line bigint, business_date date, location text, sku text, units bigint, movement_id text, occurred_at timestamptz, order_id text, source text) ON COMMIT DROP
;
-- parameters: 
CREATE TEMPORARY TABLE file_rows (line bigint, business_date date, location text, sku text, units bigint, movement_id text, occurred_at timestamptz, source text) ON COMMIT DROP
;
-- parameters: 
CREATE TEMPORARY TABLE file_rows (line bigint, location text, sku text, units bigint) ON COMMIT DROP
;
-- parameters: 
CREATE TEMPORARY TABLE file_rows (line bigint, sku text, name text) ON COMMIT DROP
;
-- parameters: 
DELETE FROM reconcile_lines
;
-- parameters: 
DELETE FROM reconcile_looks
;
-- parameters: 
DELETE FROM reconcile_missing
;
-- parameters: 
DELETE FROM reconcile_seen
;
-- parameters: 
INSERT INTO items (sku)
SELECT DISTINCT sku FROM file_rows r
WHERE NOT EXISTS (SELECT FROM items i WHERE i.sku = r.sku)
ON CONFLICT DO NOTHING
;
-- parameters: 
INSERT INTO locations (location)
SELECT DISTINCT location FROM file_rows r
WHERE NOT EXISTS (SELECT FROM locations l WHERE l.location = r.location)
ON CONFLICT DO NOTHING
;
-- parameters: 
SELECT * FROM reconcile_runs WHERE finished_at IS NULL
;
-- parameters: 
SELECT EXISTS (SELECT FROM net_stock WHERE send_at <= now())
;
-- parameters: 
SELECT bound FROM unnest((SELECT percentile_disc('{0.3333333333333333,0.6666666666666666}'::float8[])
    WITHIN GROUP (ORDER BY key) FROM (SELECT order_id FROM orders) AS k (key))) AS b (bound)
WHERE bound IS NOT NULL
;
-- parameters: 
SELECT bound FROM unnest((SELECT percentile_disc('{0.3333333333333333,0.6666666666666666}'::float8[])
    WITHIN GROUP (ORDER BY key) FROM (SELECT sku FROM net_stock) AS k (key))) AS b (bound)
WHERE bound IS NOT NULL
;
-- parameters: 
SELECT coalesce(max(line), 0) FROM file_rows
;
-- parameters: 
SELECT count(*) FROM file_rows
;
-- parameters: 
SELECT line, sku, first FROM (
    SELECT line, sku, min(line) OVER (PARTITION BY sku) AS first FROM file_rows
) placed WHERE line > first ORDER BY line LIMIT 100
;
-- parameters: 
SELECT line, sku, first FROM (
    SELECT line, sku, min(line) OVER (PARTITION BY sku, location) AS first FROM file_rows
) placed WHERE line > first ORDER BY line LIMIT 100
;
-- parameters: 
SELECT line, sku, first FROM (
    SELECT line, sku, min(line) OVER (PARTITION BY sku, location, business_date) AS first FROM file_rows
) placed WHERE line > first ORDER BY line LIMIT 100
;
-- parameters: 
SELECT lock_aside(false)
;
-- parameters: 
SELECT pg_advisory_xact_lock(hashtextextended('book_stock', 1))
;
-- parameters: 
SELECT pg_advisory_xact_lock(hashtextextended('imports', 1))
;
-- parameters: 
SELECT pg_advisory_xact_lock_shared(hashtextextended('book_stock', 1))
;
-- parameters: 
SELECT r.run_id, r.repair, r.phase, r.started_at, r.finished_at,
       (SELECT count(*) FROM reconcile_slices s
        WHERE s.run_id = r.run_id AND s.phase = r.phase AND NOT s.done) AS slices_left,
       (SELECT count(*) FROM reconcile_findings f WHERE f.run_id = r.run_id) AS found
FROM reconcile_runs r ORDER BY r.started_at DESC LIMIT 1
;
-- parameters: 
SELECT recalculate(array_agg(sku), array_agg(location))
FROM (SELECT DISTINCT sku, location FROM file_rows) keys
;
-- parameters: 
SELECT run_id FROM reconcile_runs WHERE finished_at IS NOT NULL
ORDER BY started_at DESC LIMIT 1
;
-- parameters: 
SELECT touch(array_agg(sku), array_agg(location))
FROM (
    SELECT DISTINCT sku, location FROM file_rows r
    WHERE EXISTS (SELECT FROM items i WHERE i.sku = r.sku)
      AND EXISTS (SELECT FROM locations l WHERE l.location = r.location)
) keys
;
-- parameters: 
SELECT touch(array_agg(sku), array_agg(location))
FROM (SELECT DISTINCT sku, location FROM file_rows) keys
;
-- parameters: 
WITH named AS (
    SELECT line, coalesce(source, '/core/adjustments') AS source, movement_id, business_date, sku, location,
           units, coalesce(NULL::text, '') AS order_id
    FROM file_rows
), contradicted AS (
    SELECT source, movement_id, business_date, min(line) AS first
    FROM named GROUP BY 1, 2, 3
    HAVING min(sku) <> max(sku) OR min(location) <> max(location)
        OR min(units) <> max(units) OR min(order_id) <> max(order_id)
)
SELECT r.line, r.movement_id, c.first
FROM contradicted c
JOIN named f ON f.line = c.first
JOIN named r ON (r.source, r.movement_id, r.business_date)
              = (c.source, c.movement_id, c.business_date)
WHERE (r.sku, r.location, r.units, r.order_id) <> (f.sku, f.location, f.units, f.order_id)
ORDER BY 1 LIMIT 100
;
-- parameters: 
WITH named AS (
    SELECT line, coalesce(source, '/core/receipts') AS source, movement_id, business_date, sku, location,
           units, coalesce(NULL::text, '') AS order_id
    FROM file_rows
), contradicted AS (
    SELECT source, movement_id, business_date, min(line) AS first
    FROM named GROUP BY 1, 2, 3
    HAVING min(sku) <> max(sku) OR min(location) <> max(location)
        OR min(units) <> max(units) OR min(order_id) <> max(order_id)
)
SELECT r.line, r.movement_id, c.first
FROM contradicted c
JOIN named f ON f.line = c.first
JOIN named r ON (r.source, r.movement_id, r.business_date)
              = (c.source, c.movement_id, c.business_date)
WHERE (r.sku, r.location, r.units, r.order_id) <> (f.sku, f.location, f.units, f.order_id)
ORDER BY 1 LIMIT 100
;
-- parameters: 
WITH named AS (
    SELECT line, coalesce(source, '/core/sales') AS source, movement_id, business_date, sku, location,
           units, coalesce(order_id, '') AS order_id
    FROM file_rows
), contradicted AS (
    SELECT source, movement_id, business_date, min(line) AS first
    FROM named GROUP BY 1, 2, 3
    HAVING min(sku) <> max(sku) OR min(location) <> max(location)
        OR min(units) <> max(units) OR min(order_id) <> max(order_id)
)
SELECT r.line, r.movement_id, c.first
FROM contradicted c
JOIN named f ON f.line = c.first
JOIN named r ON (r.source, r.movement_id, r.business_date)
              = (c.source, c.movement_id, c.business_date)
WHERE (r.sku, r.location, r.units, r.order_id) <> (f.sku, f.location, f.units, f.order_id)
ORDER BY 1 LIMIT 100
;
-- parameters: bigint
DELETE FROM book_stock b USING file_rows r, imports i
WHERE i.import_id = $1 AND b.said_at < i.uploaded_at
  AND (b.sku, b.location, b.business_date) = (r.sku, r.location, r.business_date)
;
-- parameters: bigint
INSERT INTO book_stock AS b (sku, location, business_date, units, import_id, said_at)
SELECT r.sku, r.location, r.business_date, r.units, i.import_id, i.uploaded_at
FROM file_rows r
JOIN imports i ON i.import_id = $1
LEFT JOIN book_stock_withdrawn w
    ON (w.sku, w.location, w.business_date) = (r.sku, r.location, r.business_date)
    AND w.said_at > i.uploaded_at
WHERE w.sku IS NULL
ORDER BY 1, 2, 3
ON CONFLICT (sku, location, business_date) DO UPDATE
    SET units = excluded.units, import_id = excluded.import_id,
        said_at = excluded.said_at, heard_at = now()
    WHERE b.said_at < excluded.said_at AND b.units <> excluded.units
;
-- parameters: bigint
INSERT INTO book_stock_withdrawn AS w (sku, location, business_date, said_at)
SELECT r.sku, r.location, r.business_date, i.uploaded_at
FROM file_rows r JOIN imports i ON i.import_id = $1
ORDER BY 1, 2, 3
ON CONFLICT (sku, location, business_date) DO UPDATE
    SET said_at = greatest(w.said_at, excluded.said_at)
;
-- parameters: bigint
INSERT INTO display_samples AS d (sku, location, units, version, said_at)
SELECT r.sku, r.location, r.units, floor(extract(epoch FROM i.uploaded_at) * 1000)::bigint,
       i.uploaded_at
FROM file_rows r JOIN imports i ON i.import_id = $1
ORDER BY 1, 2
ON CONFLICT (sku, location) DO UPDATE
    SET units = excluded.units, version = excluded.version, said_at = excluded.said_at,
        heard_at = now()
    WHERE d.said_at < excluded.said_at
;
-- parameters: bigint
INSERT INTO items AS i (sku, name, said_at)
SELECT r.sku, r.name, u.uploaded_at FROM file_rows r JOIN imports u ON u.import_id = $1
ORDER BY 1
ON CONFLICT (sku) DO UPDATE
    SET name = excluded.name, said_at = excluded.said_at, heard_at = now()
    WHERE i.said_at < excluded.said_at AND i.name <> excluded.name
;
-- parameters: bigint
SELECT contradiction_id, subject, name, counted::text, refused::text, heard_at
FROM contradictions ORDER BY contradiction_id DESC LIMIT $1
;
-- parameters: bigint
SELECT import_id, kind, object_key, digest, state, rows_read, rows_new,
       contradictions, started_at,
       finished_at, fault
FROM imports ORDER BY started_at DESC, import_id DESC LIMIT $1
;
-- parameters: bigint
UPDATE book_stock b SET said_at = i.uploaded_at, import_id = i.import_id, heard_at = now()
FROM file_rows r, imports i
WHERE i.import_id = $1 AND b.said_at < i.uploaded_at
  AND (b.sku, b.location, b.business_date) = (r.sku, r.location, r.business_date)
;
-- parameters: bigint
UPDATE items i SET said_at = u.uploaded_at, heard_at = now()
FROM file_rows r, imports u
WHERE u.import_id = $1 AND i.sku = r.sku AND i.said_at < u.uploaded_at
;
-- parameters: bigint, bigint
SELECT r.recorded + r.aside AS new, r.contradictory
FROM (
    SELECT array_agg(coalesce(source, '/core/adjustments')) AS sources, array_agg(movement_id) AS ids,
           array_agg(business_date) AS dates, array_agg('adjustment'::text) AS kinds,
           array_agg(sku) AS skus, array_agg(location) AS locations,
           array_agg(1 * units) AS units, array_agg(NULL::text) AS orders,
           array_agg(occurred_at) AS times
    FROM file_rows WHERE line > $1 AND line <= $2
) a, record_movements(sources, ids, dates, kinds, skus, locations, units, orders, times) r
;
-- parameters: bigint, bigint
SELECT r.recorded + r.aside AS new, r.contradictory
FROM (
    SELECT array_agg(coalesce(source, '/core/receipts')) AS sources, array_agg(movement_id) AS ids,
           array_agg(business_date) AS dates, array_agg('receipt'::text) AS kinds,
           array_agg(sku) AS skus, array_agg(location) AS locations,
           array_agg(1 * units) AS units, array_agg(NULL::text) AS orders,
           array_agg(occurred_at) AS times
    FROM file_rows WHERE line > $1 AND line <= $2
) a, record_movements(sources, ids, dates, kinds, skus, locations, units, orders, times) r
;
-- parameters: bigint, bigint
SELECT r.recorded + r.aside AS new, r.contradictory
FROM (
    SELECT array_agg(coalesce(source, '/core/sales')) AS sources, array_agg(movement_id) AS ids,
           array_agg(business_date) AS dates, array_agg('sale'::text) AS kinds,
           array_agg(sku) AS skus, array_agg(location) AS locations,
           array_agg(-1 * units) AS units, array_agg(order_id) AS orders,
           array_agg(occurred_at) AS times
    FROM file_rows WHERE line > $1 AND line <= $2
) a, record_movements(sources, ids, dates, kinds, skus, locations, units, orders, times) r
;
-- parameters: bigint, character varying, character varying, bigint
UPDATE net_stock SET version = greatest(version, $1) + 1, send_at = now()
WHERE sku = $2 AND location = $3 AND version <= greatest($4, sent_version)
;
-- parameters: character varying
DELETE FROM orders WHERE order_id = $1
;
-- parameters: character varying
INSERT INTO reconcile_findings (run_id, kind, subject, order_id, delta_id, occurred_at)
SELECT m.run_id, 'lost-event', m.delta_id, split_part(m.delta_id, '#', 2), m.delta_id,
       m.occurred_at
FROM reconcile_missing m WHERE m.run_id = $1
  AND NOT EXISTS (SELECT FROM deltas d
                  WHERE d.delta_id = m.delta_id AND d.occurred_at = m.occurred_at)
ON CONFLICT DO NOTHING
;
-- parameters: character varying
SELECT * FROM reconcile_runs WHERE run_id = $1 AND finished_at IS NULL
;
-- parameters: character varying
SELECT count(DISTINCT (sku, location, shard)) FROM reconcile_looks WHERE run_id = $1
;
-- parameters: character varying
SELECT kind, coalesce(repair, '') AS repair, count(*) AS found FROM reconcile_findings
WHERE run_id = $1 GROUP BY 1, 2 ORDER BY 1, 2
;
-- parameters: character varying
SELECT work, sum(rows) AS compared FROM reconcile_slices
WHERE run_id = $1 AND work IN ('items', 'deltas', 'taken', 'orders') GROUP BY 1 ORDER BY 1
;
-- parameters: character varying, bigint, bigint, bigint, unknown, bigint
UPDATE imports SET state = $1, rows_read = $2, rows_new = $3, contradictions = $4, fault = $5,
                   finished_at = clock_timestamp()
WHERE import_id = $6 AND state = 'running'
;
-- parameters: character varying, bigint, integer, integer, character varying, bigint
UPDATE imports SET state = $1, rows_read = $2, rows_new = $3, contradictions = $4, fault = $5,
                   finished_at = clock_timestamp()
WHERE import_id = $6 AND state = 'running'
;
-- parameters: character varying, boolean, bigint, character varying, character varying, integer, character varying
UPDATE reconcile_slices SET cursor = $1, done = $2, rows = rows + $3
WHERE run_id = $4 AND work = $5 AND number = $6 AND NOT done
  AND cursor IS NOT DISTINCT FROM $7
;
-- parameters: character varying, boolean, bigint, character varying, character varying, integer, unknown
UPDATE reconcile_slices SET cursor = $1, done = $2, rows = rows + $3
WHERE run_id = $4 AND work = $5 AND number = $6 AND NOT done
  AND cursor IS NOT DISTINCT FROM $7
;
-- parameters: character varying, boolean, timestamp with time zone, bigint
INSERT INTO reconcile_runs (run_id, repair, phase, started_at, settle_ms)
VALUES ($1, $2, 'looking', $3, $4) ON CONFLICT DO NOTHING
;
-- parameters: character varying, character varying
INSERT INTO orders (order_id, channel, state, step, first_at, changed_at)
SELECT d.order_id, max(d.channel),
       CASE (array_agg(d.type ORDER BY d.step DESC))[1]
           WHEN 'reservation.reserved' THEN 'RESERVED'
           WHEN 'reservation.released' THEN 'RELEASED'
           WHEN 'reservation.expired' THEN 'EXPIRED'
           ELSE CASE WHEN (SELECT bool_or(l.taken <> 0) FROM order_lines l
                           WHERE l.order_id = d.order_id) IS FALSE
                THEN 'CANCELLED' ELSE 'CONFIRMED' END
       END,
       max(d.step), min(d.occurred_at), max(d.occurred_at)
FROM deltas d
WHERE d.delta_id > 'order#' || $1 || '#' AND d.delta_id <= 'order#' || $2 || '#~'
  AND d.type <> 'reservation.shipped'
GROUP BY 1 ON CONFLICT DO NOTHING
;
-- parameters: character varying, character varying
SELECT import_id FROM imports WHERE object_key = $1 AND upload = $2 AND state = 'taken'
;
-- parameters: character varying, character varying
SELECT n.*, b.heard_at AS book_heard, s.heard_at AS samples_heard,
       coalesce(h.units, 0) AS held, h.heard AS held_heard,
       m.sale, m.receipt, m.adjustment, m.transfer, m.return, m.shipment
FROM net_stock n
LEFT JOIN book_stock b USING (sku, location, business_date)
LEFT JOIN display_samples s ON s.sku = n.sku AND s.location = n.location
CROSS JOIN LATERAL (
    SELECT sum(l.taken) AS units, max(o.changed_at) AS heard
    FROM order_lines l JOIN orders o USING (order_id)
    WHERE l.sku = n.sku AND l.location = n.location AND o.state = 'RESERVED'
) h
CROSS JOIN LATERAL (
    SELECT max(heard_at) FILTER (WHERE kind = 'sale') AS sale,
           max(heard_at) FILTER (WHERE kind = 'receipt') AS receipt,
           max(heard_at) FILTER (WHERE kind = 'adjustment') AS adjustment,
           max(heard_at) FILTER (WHERE kind = 'transfer') AS transfer,
           max(heard_at) FILTER (WHERE kind = 'return') AS return,
           max(heard_at) FILTER (WHERE kind = 'shipment') AS shipment
    FROM movement_totals t WHERE t.sku = n.sku AND t.location = n.location
) m
WHERE n.sku = $1 AND n.location = $2
;
-- parameters: character varying, character varying
SELECT pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 1))
;
-- parameters: character varying, character varying
SELECT recalculate(ARRAY[$1], ARRAY[$2])
;
-- parameters: character varying, character varying
SELECT touch(ARRAY[$1], ARRAY[$2])
;
-- parameters: character varying, character varying
SELECT work, number, from_key, to_key, cursor, slices
FROM (SELECT *, count(*) OVER (PARTITION BY work) AS slices FROM reconcile_slices
      WHERE run_id = $1 AND phase = $2) s
WHERE NOT done
;
-- parameters: character varying, character varying
UPDATE imports SET started_at = clock_timestamp()
WHERE import_id = (SELECT max(import_id) FROM imports
                   WHERE object_key = $1 AND upload = $2 AND state = 'running')
RETURNING import_id
;
-- parameters: character varying, character varying
UPDATE net_stock n SET taken =
    coalesce((SELECT -sum(units) FROM delta_lines l
              WHERE l.sku = n.sku AND l.location = n.location), 0)
    + coalesce((SELECT sum(units) FROM taken_before b
                WHERE b.sku = n.sku AND b.location = n.location), 0),
    covered =
    coalesce((SELECT sum(covered) FROM order_lines l
              WHERE l.sku = n.sku AND l.location = n.location AND l.covered > 0), 0)
WHERE n.sku = $1 AND n.location = $2
;
-- parameters: character varying, character varying, character varying
SELECT * FROM reconcile_looks
WHERE run_id = $1 AND (sku || '/' || location) COLLATE "C" > $2
  AND (sku || '/' || location) COLLATE "C" <= $3
ORDER BY sku, location, shard, look
;
-- parameters: character varying, character varying, character varying
SELECT sku, location, 0 AS shard FROM order_lines WHERE order_id = $1
UNION
SELECT l.sku, l.location, 0 FROM deltas d JOIN delta_lines l USING (delta_id, occurred_at)
WHERE d.delta_id > 'order#' || $2 || '#' AND d.delta_id <= 'order#' || $3 || '#~'
ORDER BY 1, 2
;
-- parameters: character varying, character varying, character varying, character varying
SELECT count_in_orders(array_agg($1::text), array_agg(sku), array_agg(location),
                       array_agg((coalesce(d.taken, 0) - coalesce(l.taken, 0))::bigint),
                       array_agg(0::bigint))
FROM (SELECT l.sku, l.location, -sum(l.units) AS taken
      FROM deltas d JOIN delta_lines l USING (delta_id, occurred_at)
      WHERE d.delta_id > 'order#' || $2 || '#' AND d.delta_id <= 'order#' || $3 || '#~'
      GROUP BY 1, 2) d
FULL JOIN (SELECT sku, location, taken FROM order_lines WHERE order_id = $4) l
    USING (sku, location)
HAVING count(*) > 0
;
-- parameters: character varying, character varying, character varying, character varying
UPDATE reconcile_findings SET repair = $1 WHERE run_id = $2 AND kind = $3 AND subject = $4
;
-- parameters: character varying, character varying, character varying, character varying
WITH p AS (SELECT $1::text COLLATE "C" AS after, $2::text COLLATE "C" AS upto),
elsewhere AS (
    SELECT l.order_id, l.sku, sum(l.shipped - l.covered) AS units
    FROM order_lines l JOIN orders o USING (order_id), p
    WHERE l.order_id > p.after AND l.order_id <= p.upto AND o.state = 'CONFIRMED'
    GROUP BY 1, 2
    HAVING sum(l.shipped - l.covered) > 0 AND sum(greatest(0, l.taken - l.shipped)) > 0
), given_back AS (
    SELECT e.order_id, e.sku, sum(l.units) AS units
    FROM elsewhere e
    JOIN deltas d ON d.delta_id > 'order#' || e.order_id || '#'
                 AND d.delta_id <= 'order#' || e.order_id || '#~'
                 AND starts_with(d.cancellation_id, $3)
    JOIN delta_lines l USING (delta_id, occurred_at)
    WHERE l.sku = e.sku
    GROUP BY 1, 2
), held AS (
    SELECT l.order_id, l.sku, l.location, l.taken - l.shipped AS units,
           e.units - coalesce(g.units, 0) AS elsewhere,
           coalesce(sum(l.taken - l.shipped) OVER (
               PARTITION BY l.order_id, l.sku ORDER BY l.location
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
    FROM elsewhere e
    JOIN order_lines l USING (order_id, sku)
    LEFT JOIN given_back g USING (order_id, sku)
    WHERE l.taken > l.shipped
)
INSERT INTO reconcile_findings
    (run_id, kind, subject, sku, location, shard, order_id, expected, actual)
SELECT $4, 'shipped-elsewhere', order_id || '/' || sku || '/' || location, sku, location, 0,
       order_id, units - least(units, elsewhere - before), units
FROM held WHERE elsewhere > before
ON CONFLICT DO NOTHING
;
-- parameters: character varying, character varying, character varying, character varying, character varying
INSERT INTO reconcile_findings (run_id, kind, subject, sku, location, shard, expected, actual)
SELECT $1, 'wrong-covered', n.sku || '/' || n.location, n.sku, n.location, 0,
       coalesce(l.covered, 0), n.covered
FROM net_stock n
LEFT JOIN (SELECT sku, location, sum(covered) AS covered FROM order_lines
           WHERE sku > $2 AND sku <= $3 AND covered > 0 GROUP BY 1, 2) l USING (sku, location)
WHERE n.sku > $4 AND n.sku <= $5 AND n.covered <> coalesce(l.covered, 0)
ON CONFLICT DO NOTHING
;
-- parameters: character varying, character varying, character varying, character varying, character varying, character varying
INSERT INTO imports (kind, object_key, digest, state, upload, sequencer, uploaded_at)
SELECT u.kind, u.key, u.digest, 'running', u.upload, u.sequencer,
       least(greatest(u.at, max(i.uploaded_at) FILTER (WHERE i.sequencer < u.sequencer)
                            + interval '100 us'),
             min(i.uploaded_at) FILTER (WHERE i.sequencer > u.sequencer)
             - interval '1 us')
FROM (SELECT $1 AS kind, $2 AS key, $3 AS digest, $4 AS upload, $5 COLLATE "C" AS sequencer,
             $6::timestamptz AS at) u
LEFT JOIN imports i
    ON i.sequencer <> '' AND u.sequencer <> '' AND i.upload <> u.upload
    AND (i.object_key = u.key
         OR i.uploaded_at >= u.at AND i.uploaded_at < u.at + interval '1 ms')
GROUP BY u.kind, u.key, u.digest, u.upload, u.sequencer, u.at
RETURNING import_id
;
-- parameters: character varying, character varying, character varying, character varying, character varying, character varying, character varying
INSERT INTO reconcile_findings (run_id, kind, subject, sku, location, shard, expected, actual)
SELECT $1, CASE WHEN n.taken > x.taken THEN 'double-event' ELSE 'uncounted-event' END,
       n.sku || '/' || n.location, n.sku, n.location, 0, x.taken, n.taken
FROM net_stock n
LEFT JOIN (SELECT sku, location, -sum(units) AS taken FROM delta_lines
           WHERE sku > $2 AND sku <= $3 GROUP BY 1, 2) l USING (sku, location)
LEFT JOIN (SELECT sku, location, sum(units) AS taken FROM taken_before
           WHERE sku > $4 AND sku <= $5 GROUP BY 1, 2) b USING (sku, location)
CROSS JOIN LATERAL (SELECT coalesce(l.taken, 0) + coalesce(b.taken, 0) AS taken) x
WHERE n.sku > $6 AND n.sku <= $7 AND n.taken <> x.taken
ON CONFLICT DO NOTHING
;
-- parameters: character varying, character varying, character varying, character varying, character varying, integer, unknown, character varying, timestamp with time zone, bigint, bigint, unknown, unknown, unknown, bigint, unknown
INSERT INTO reconcile_findings (run_id, kind, subject, sku, location, shard, order_id, delta_id,
    occurred_at, expected, actual, available, reserved, supply, ledger_version, repair)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING
;
-- parameters: character varying, character varying, character varying, character varying, character varying, integer, unknown, unknown, unknown, bigint, bigint, unknown, unknown, unknown, bigint, unknown
INSERT INTO reconcile_findings (run_id, kind, subject, sku, location, shard, order_id, delta_id,
    occurred_at, expected, actual, available, reserved, supply, ledger_version, repair)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING
;
-- parameters: character varying, character varying, character varying, character varying, character varying, integer, unknown, unknown, unknown, unknown, unknown, bigint, bigint, bigint, bigint, unknown
INSERT INTO reconcile_findings (run_id, kind, subject, sku, location, shard, order_id, delta_id,
    occurred_at, expected, actual, available, reserved, supply, ledger_version, repair)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING
;
-- parameters: character varying, character varying, character varying, integer
SELECT max(sku), count(*) FROM (SELECT DISTINCT sku FROM net_stock
    WHERE sku > $1 AND ($2::text IS NULL OR sku <= $3) ORDER BY sku LIMIT $4) page
;
-- parameters: character varying, character varying, character varying, timestamp with time zone
UPDATE reconcile_runs SET phase = $1, next_at = NULL
WHERE run_id = $2 AND phase = $3 AND next_at <= $4 AND finished_at IS NULL
;
-- parameters: character varying, character varying, integer
SELECT * FROM reconcile_findings
WHERE run_id = $1 AND (kind || ' ' || subject) COLLATE "C" > $2
ORDER BY (kind || ' ' || subject) COLLATE "C" LIMIT $3
;
-- parameters: character varying, character varying, integer
SELECT keys.* FROM (VALUES ($1::text, $2::text, $3::int)) AS p (after, upto, most) CROSS JOIN LATERAL (SELECT max(order_id), count(*) FROM (
    SELECT order_id FROM (
        (SELECT order_id FROM orders
         WHERE order_id > p.after AND (p.upto IS NULL OR order_id <= p.upto)
         ORDER BY order_id LIMIT p.most)
        UNION
        (SELECT DISTINCT order_id COLLATE "C" FROM
            (SELECT order_id FROM deltas
             WHERE delta_id > 'order#' || p.after || '#~' AND delta_id < 'order$'
               AND (p.upto IS NULL OR delta_id <= 'order#' || p.upto || '#~')
             ORDER BY delta_id LIMIT p.most) d)
    ) known ORDER BY order_id LIMIT p.most) page
) keys
;
-- parameters: character varying, character varying, integer
SELECT order_id, shipped - covered AS units FROM order_lines
WHERE sku = $1 AND location = $2 AND shipped > covered
ORDER BY units DESC, order_id LIMIT $3
;
-- parameters: character varying, character varying, integer
SELECT sku || '/' || location AS key FROM reconcile_looks
WHERE run_id = $1 AND (sku || '/' || location) COLLATE "C" > $2
GROUP BY sku, location ORDER BY (sku || '/' || location) COLLATE "C" LIMIT $3
;
-- parameters: character varying, character varying, integer
SELECT sku, location, shard FROM reconcile_looks
WHERE run_id = $1 AND look = 1 AND (sku || '/' || location || '/' || shard) COLLATE "C" > $2
ORDER BY (sku || '/' || location || '/' || shard) COLLATE "C" LIMIT $3
;
-- parameters: character varying, character varying, integer, character varying, character varying, character varying
INSERT INTO reconcile_slices (run_id, work, number, phase, from_key, to_key)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
;
-- parameters: character varying, character varying, integer, character varying, character varying, unknown
INSERT INTO reconcile_slices (run_id, work, number, phase, from_key, to_key)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
;
-- parameters: character varying, character varying, integer, character varying, unknown, character varying
INSERT INTO reconcile_slices (run_id, work, number, phase, from_key, to_key)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
;
-- parameters: character varying, character varying, integer, character varying, unknown, unknown
INSERT INTO reconcile_slices (run_id, work, number, phase, from_key, to_key)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
;
-- parameters: character varying, character varying, integer, timestamp with time zone, timestamp with time zone, integer
SELECT delta_id, occurred_at, sum(units) AS units FROM delta_lines
WHERE sku = $1 AND location = $2 AND shard = $3 AND occurred_at < $4 AND occurred_at >= $5
GROUP BY 1, 2 ORDER BY 2 DESC LIMIT $6
;
-- parameters: character varying, character varying, timestamp with time zone
INSERT INTO deltas_set_aside (report, delta_id, occurred_at, delta, lines)
SELECT $1, d.delta_id, d.occurred_at, to_jsonb(d),
       coalesce((SELECT jsonb_agg(to_jsonb(l)) FROM delta_lines l
                 WHERE l.delta_id = d.delta_id AND l.occurred_at = d.occurred_at), '[]')
FROM deltas d WHERE d.delta_id = $2 AND d.occurred_at = $3
ON CONFLICT DO NOTHING
;
-- parameters: character varying, character varying, timestamp with time zone, timestamp with time zone, character varying
WITH p AS (SELECT $1::text COLLATE "C" AS after, $2::text COLLATE "C" AS upto),
steps AS (
    SELECT d.* FROM deltas d, p
    WHERE d.delta_id > 'order#' || p.after || '#~' AND d.delta_id <= 'order#' || p.upto || '#~'
      AND d.type <> 'reservation.shipped'
), moved AS (
    SELECT s.order_id, l.sku, l.location, -sum(l.units) AS taken
    FROM steps s JOIN delta_lines l USING (delta_id, occurred_at) GROUP BY 1, 2, 3
), expected AS (
    SELECT s.order_id, max(s.step) AS step, max(s.channel) AS channel,
           min(s.occurred_at) AS first_at, max(s.occurred_at) AS changed_at,
           CASE (array_agg(s.type ORDER BY s.step DESC))[1]
               WHEN 'reservation.reserved' THEN 'RESERVED'
               WHEN 'reservation.released' THEN 'RELEASED'
               WHEN 'reservation.expired' THEN 'EXPIRED'
               ELSE CASE WHEN (SELECT bool_or(m.taken <> 0) FROM moved m
                               WHERE m.order_id = s.order_id) IS FALSE
                    THEN 'CANCELLED' ELSE 'CONFIRMED' END
           END AS state
    FROM steps s GROUP BY 1
)
, kept AS (
    SELECT o.* FROM orders o, p
    WHERE o.order_id > p.after AND o.order_id <= p.upto
), kept_lines AS (
    SELECT l.* FROM order_lines l, p
    WHERE l.order_id > p.after AND l.order_id <= p.upto
), wrong AS (
    SELECT coalesce(t.order_id, k.order_id) AS order_id, k.order_id IS NULL AS missing
    FROM expected t FULL JOIN kept k ON k.order_id = t.order_id
    WHERE (t.state, t.step) IS DISTINCT FROM (k.state, k.step)
      AND coalesce(k.first_at, t.first_at) >= $3
    UNION
    SELECT k.order_id, false FROM kept k JOIN (
        SELECT coalesce(m.order_id, l.order_id) AS order_id
        FROM moved m FULL JOIN kept_lines l
          ON l.order_id = m.order_id AND l.sku = m.sku AND l.location = m.location
        WHERE coalesce(m.taken, 0) <> coalesce(l.taken, 0)) lines USING (order_id)
    WHERE k.first_at >= $4
)
INSERT INTO reconcile_findings (run_id, kind, subject, order_id)
SELECT $5, CASE WHEN bool_or(missing) THEN 'missing-order' ELSE 'wrong-order' END,
       order_id, order_id
FROM wrong GROUP BY order_id ON CONFLICT DO NOTHING
;
-- parameters: character varying, integer
SELECT kind || ' ' || subject, coalesce(repair, '') FROM reconcile_findings WHERE run_id = $1 ORDER BY (kind || ' ' || subject) COLLATE "C" LIMIT $2
;
-- parameters: character varying, integer, integer, integer, unknown, bigint
UPDATE imports SET state = $1, rows_read = $2, rows_new = $3, contradictions = $4, fault = $5,
                   finished_at = clock_timestamp()
WHERE import_id = $6 AND state = 'running'
;
-- parameters: character varying, timestamp with time zone
DELETE FROM delta_lines WHERE delta_id = $1 AND occurred_at = $2
;
-- parameters: character varying, timestamp with time zone
DELETE FROM deltas WHERE delta_id = $1 AND occurred_at = $2
;
-- parameters: character varying, timestamp with time zone
INSERT INTO reconcile_findings (run_id, kind, subject, sku, location, shard, expected, actual)
SELECT p.run_id, 'missing-item', n.sku || '/' || n.location, n.sku, n.location, 0,
       n.sent_version, 0
FROM net_stock n CROSS JOIN (VALUES ($1, $2::timestamptz)) AS p (run_id, settled_at)
WHERE n.sent_version > 0 AND n.sent_at < p.settled_at
  AND NOT EXISTS (SELECT FROM reconcile_seen s WHERE s.run_id = p.run_id
                  AND s.sku = n.sku AND s.location = n.location)
ON CONFLICT DO NOTHING
;
-- parameters: character varying, timestamp with time zone
SELECT DISTINCT sku, location, 0 AS shard FROM delta_lines WHERE delta_id = $1 AND occurred_at = $2 ORDER BY 1, 2
;
-- parameters: character varying, timestamp with time zone, character varying, character varying
SELECT * FROM reconcile_lines
WHERE run_id = $1 AND occurred_at >= $2 AND (sku || '/' || location) COLLATE "C" > $3
  AND (sku || '/' || location) COLLATE "C" <= $4
;
-- parameters: character varying, timestamp with time zone, character varying, character varying
SELECT k.sku, k.location, k.shard,
    coalesce((SELECT -sum(l.units) FROM delta_lines l WHERE l.sku = k.sku
        AND l.location = k.location AND l.shard = k.shard AND l.occurred_at < p.since), 0)
    + coalesce((SELECT b.units FROM taken_before b WHERE b.sku = k.sku
        AND b.location = k.location AND b.shard = k.shard), 0)
    - coalesce((SELECT sum(l.units) FROM reconcile_lines l WHERE l.run_id = p.run_id
        AND l.sku = k.sku AND l.location = k.location AND l.shard = k.shard
        AND l.occurred_at < p.since
        AND NOT EXISTS (SELECT FROM deltas d WHERE d.delta_id = l.delta_id
                        AND d.occurred_at = l.occurred_at)), 0) AS before
FROM (VALUES ($1, $2::timestamptz, $3, $4)) AS p (run_id, since, after, upto)
CROSS JOIN LATERAL (SELECT DISTINCT sku, location, shard FROM reconcile_looks
    WHERE run_id = p.run_id AND (sku || '/' || location) COLLATE "C" > p.after
      AND (sku || '/' || location) COLLATE "C" <= p.upto) k
;
-- parameters: character varying, timestamp with time zone, timestamp with time zone
INSERT INTO reconcile_findings (run_id, kind, subject, sku, location, shard, order_id, expected,
    actual)
SELECT DISTINCT ON (name) $1, 'contradiction', name, sku, location, 0, order_id, counted, refused
FROM (
    SELECT name, sku, location, refused->>'orderId' AS order_id, (counted->>'units')::bigint AS counted,
           (refused->>'units')::bigint AS refused, contradiction_id
    FROM contradictions WHERE heard_at >= $2
    UNION ALL
    SELECT movement_name(a.source, a.movement_id, a.business_date), a.sku, a.location, a.order_id,
           m.units, a.units, NULL
    FROM movements_aside a
    JOIN movements m USING (source, movement_id, business_date)
    WHERE a.heard_at >= $3
) named
ORDER BY name, contradiction_id
ON CONFLICT DO NOTHING
;
-- parameters: character varying, unknown, integer
SELECT keys.* FROM (VALUES ($1::text, $2::text, $3::int)) AS p (after, upto, most) CROSS JOIN LATERAL (SELECT max(order_id), count(*) FROM (
    SELECT order_id FROM (
        (SELECT order_id FROM orders
         WHERE order_id > p.after AND (p.upto IS NULL OR order_id <= p.upto)
         ORDER BY order_id LIMIT p.most)
        UNION
        (SELECT DISTINCT order_id COLLATE "C" FROM
            (SELECT order_id FROM deltas
             WHERE delta_id > 'order#' || p.after || '#~' AND delta_id < 'order$'
               AND (p.upto IS NULL OR delta_id <= 'order#' || p.upto || '#~')
             ORDER BY delta_id LIMIT p.most) d)
    ) known ORDER BY order_id LIMIT p.most) page
) keys
;
-- parameters: character varying, unknown, unknown, integer
SELECT max(sku), count(*) FROM (SELECT DISTINCT sku FROM net_stock
    WHERE sku > $1 AND ($2::text IS NULL OR sku <= $3) ORDER BY sku LIMIT $4) page
;
-- parameters: date
SELECT line, business_date FROM file_rows WHERE business_date > $1
ORDER BY line LIMIT 100
;
-- parameters: double precision, integer
UPDATE net_stock n SET send_at = now() + make_interval(secs => $1)
FROM (SELECT sku, location FROM net_stock WHERE send_at <= now()
      ORDER BY send_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
WHERE n.sku = due.sku AND n.location = due.location
RETURNING n.sku, n.location, n.supply, n.version
;
-- parameters: double precision, integer
WITH claimed AS (
    UPDATE shipped_orders s SET send_at = now() + make_interval(secs => $1)
    FROM (SELECT order_id FROM shipped_orders WHERE send_at <= now()
          ORDER BY send_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
    WHERE s.order_id = due.order_id
    RETURNING s.order_id, s.version
)
SELECT c.order_id, c.version, l.sku, l.location, l.shipped
FROM claimed c JOIN order_lines l USING (order_id)
WHERE l.shipped > 0
ORDER BY c.order_id, l.sku, l.location
;
-- parameters: integer
SELECT maintain_partitions(current_date, $1)
;
-- parameters: integer[], text[], timestamp with time zone[], text[], text[], integer[], text[], integer[], text[], text[], integer[], bigint[]
WITH reported AS (
    SELECT k.place, k.id, jsonb_strip_nulls(jsonb_build_object('type', k.type, 'orderId', k.order_id,
               'step', k.step, 'channel', k.channel,
               'at', to_char(k.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) AS head
    FROM unnest($1, $2, $3, $4, $5, $6, $7)
         AS k (place, id, at, type, order_id, step, channel)
), reported_lines AS (
    SELECT k.place, jsonb_agg(jsonb_build_object('sku', k.sku, 'location', k.location,
               'shard', k.shard, 'units', k.units) ORDER BY k.sku, k.location, k.shard, k.units) AS lines
    FROM unnest($8, $9, $10, $11, $12) AS k (place, sku, location, shard, units)
    GROUP BY 1
), others AS (
    SELECT DISTINCT ON (r.id, refused) r.id, refused, counted
    FROM reported r
    LEFT JOIN reported_lines rl ON rl.place = r.place
    CROSS JOIN LATERAL (
        SELECT d.delta_id, d.occurred_at, jsonb_strip_nulls(jsonb_build_object(
                   'type', d.type, 'orderId', d.order_id, 'step', d.step,
                   'channel', d.channel, 'at', to_char(d.occurred_at AT TIME ZONE 'UTC',
                       'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) AS head
        FROM deltas d WHERE d.delta_id = r.id ORDER BY d.heard_at LIMIT 1
    ) d
    CROSS JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('sku', l.sku, 'location', l.location,
                   'shard', l.shard, 'units', l.units) ORDER BY l.sku, l.location, l.shard, l.units) AS lines
        FROM delta_lines l
        WHERE l.delta_id = d.delta_id AND l.occurred_at = d.occurred_at
    ) dl
    CROSS JOIN LATERAL (
        SELECT r.head || jsonb_build_object('lines', coalesce(rl.lines, '[]')) AS refused,
               d.head || jsonb_build_object('lines', coalesce(dl.lines, '[]')) AS counted
    ) c
    WHERE refused <> counted
    ORDER BY r.id, refused
)
INSERT INTO contradictions (subject, name, counted, refused)
SELECT 'delta', id, counted, refused FROM others
ON CONFLICT DO NOTHING
;
-- parameters: text[]
SELECT sell_online($1)
;
-- parameters: text[]
UPDATE orders o SET state = CASE WHEN left_over.any THEN 'CONFIRMED' ELSE 'CANCELLED' END
FROM (SELECT order_id, bool_or(taken <> 0) AS any FROM order_lines
      WHERE order_id = ANY ($1) GROUP BY 1) left_over
WHERE o.order_id = left_over.order_id AND o.state IN ('CONFIRMED', 'CANCELLED')
;
-- parameters: text[], bigint[]
UPDATE shipped_orders s
SET sent_version = greatest(s.sent_version, u.version), sent_at = now(),
    send_at = CASE WHEN s.version > u.version THEN least(s.send_at, now()) END
FROM unnest($1, $2) AS u (order_id, version)
WHERE s.order_id = u.order_id
;
-- parameters: text[], integer[], timestamp with time zone[], text[], text[], integer[], bigint[]
INSERT INTO delta_lines (delta_id, line, occurred_at, sku, location, shard, units)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
;
-- parameters: text[], integer[], timestamp with time zone[], text[], text[], integer[], bigint[], bigint[], integer[], character varying
INSERT INTO reconcile_lines (delta_id, line, occurred_at, sku, location, shard, units, take,
    undone, run_id)
SELECT k.id, k.line, k.at, k.sku, k.location, k.shard, k.units, k.take, k.undone = 1, p.run_id
FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
    AS k (id, line, at, sku, location, shard, units, take, undone)
CROSS JOIN (VALUES ($10)) AS p (run_id)
WHERE EXISTS (SELECT FROM reconcile_looks l WHERE l.run_id = p.run_id
              AND l.sku = k.sku AND l.location = k.location AND l.shard = k.shard)
ON CONFLICT DO NOTHING
;
-- parameters: text[], text[]
SELECT recalculate($1, $2)
;
-- parameters: text[], text[]
SELECT touch($1, $2)
;
-- parameters: text[], text[], bigint[]
UPDATE net_stock n
SET sent_version = greatest(n.sent_version, s.version), sent_at = now(),
    send_at = CASE WHEN n.send_at IS NOT NULL
                    AND n.version > greatest(n.sent_version, s.version)
              THEN least(n.send_at, now()) END
FROM unnest($1, $2, $3) AS s (sku, location, version)
WHERE n.sku = s.sku AND n.location = s.location
;
-- parameters: text[], text[], bigint[]
UPDATE net_stock n SET taken = n.taken + t.units, taken_heard_at = now()
FROM (SELECT sku, location, sum(units) AS units
      FROM unnest($1, $2, $3) AS l (sku, location, units) GROUP BY 1, 2) t
WHERE n.sku = t.sku AND n.location = t.location
;
-- parameters: text[], text[], bigint[], bigint[]
WITH reported AS (
    SELECT DISTINCT ON (sku, location) *
    FROM unnest($1, $2, $3, $4) AS t (sku, location, units, version)
    ORDER BY sku, location, version DESC
)
INSERT INTO display_samples AS d (sku, location, units, version, said_at)
SELECT sku, location, units, version, to_timestamp(version / 1000.0)
FROM reported ORDER BY sku, location
ON CONFLICT (sku, location) DO UPDATE
    SET units = excluded.units, version = excluded.version,
        said_at = excluded.said_at, heard_at = now()
    WHERE d.said_at < excluded.said_at
RETURNING sku, location
;
-- parameters: text[], text[], character varying
INSERT INTO reconcile_seen (sku, location, run_id)
SELECT DISTINCT k.sku, k.location, p.run_id
FROM unnest($1, $2) AS k (sku, location) CROSS JOIN (VALUES ($3)) AS p (run_id)
ON CONFLICT DO NOTHING
;
-- parameters: text[], text[], date[], text[], text[], text[], bigint[], text[], timestamp with time zone[]
SELECT recorded, late, aside, contradictory FROM record_movements($1, $2, $3, $4, $5, $6, $7, $8, $9)
;
-- parameters: text[], text[], integer[], integer[], bigint[], bigint[], bigint[], bigint[], bigint[], character varying, integer, timestamp with time zone, timestamp with time zone, timestamp with time zone, boolean
INSERT INTO reconcile_looks (run_id, sku, location, shard, look, began_at, ended_at,
    available, reserved, item_version, supply, supply_version,
    ledger_version, ledger_supply, behind)
SELECT p.run_id, k.sku, k.location, k.shard, p.look, p.began_at, p.ended_at,
    k.available, k.reserved, k.version, k.supply, k.supply_version,
    n.version, n.supply,
    coalesce(n.sent_version > k.supply_version AND n.sent_at < p.settled_at, false)
FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
    AS k (sku, location, shard, shards, available, reserved, version, supply, supply_version)
CROSS JOIN (VALUES ($10, $11, $12::timestamptz, $13::timestamptz, $14::timestamptz, $15))
    AS p (run_id, look, began_at, ended_at, settled_at, keep_all)
LEFT JOIN net_stock n ON n.sku = k.sku AND n.location = k.location
WHERE p.keep_all OR k.shards <> 1 OR n.sku IS NULL
   OR k.reserved <> n.taken OR k.available + k.reserved <> k.supply
   OR k.supply_version <> n.version OR k.supply <> n.supply
ON CONFLICT DO NOTHING
;
-- parameters: text[], text[], integer[], timestamp with time zone[]
SELECT k.id FROM unnest($1, $2, $3, $4) AS k (id, order_id, step, at)
JOIN orders o ON o.order_id = k.order_id AND o.step >= k.step
WHERE EXISTS (SELECT FROM deltas d WHERE d.delta_id = k.id AND d.occurred_at <> k.at)
;
-- parameters: text[], text[], text[], bigint[]
SELECT post_order_lines($1, $2, $3, $4)
;
-- parameters: text[], text[], text[], integer[], timestamp with time zone[]
INSERT INTO orders AS o (order_id, channel, state, step, first_at, changed_at)
SELECT DISTINCT ON (order_id) order_id, channel,
       CASE type WHEN 'reservation.reserved' THEN 'RESERVED'
                 WHEN 'reservation.released' THEN 'RELEASED'
                 WHEN 'reservation.expired' THEN 'EXPIRED'
                 ELSE 'CONFIRMED' END,
       step, min(at) OVER of_order, max(at) OVER of_order
FROM unnest($1, $2, $3, $4, $5) AS d (order_id, channel, type, step, at)
WHERE type <> 'reservation.shipped'
WINDOW of_order AS (PARTITION BY order_id)
ORDER BY order_id, step DESC
ON CONFLICT (order_id) DO UPDATE SET
    state = CASE WHEN excluded.step > o.step THEN excluded.state ELSE o.state END,
    step = greatest(o.step, excluded.step),
    first_at = least(o.first_at, excluded.first_at),
    changed_at = greatest(o.changed_at, excluded.changed_at)
;
-- parameters: text[], timestamp with time zone[]
SELECT k.id FROM unnest($1, $2) AS k (id, at)
WHERE NOT EXISTS (SELECT FROM deltas d WHERE d.delta_id = k.id AND d.occurred_at = k.at)
;
-- parameters: text[], timestamp with time zone[], character varying
INSERT INTO reconcile_missing (delta_id, occurred_at, run_id)
SELECT k.id, k.at, p.run_id FROM unnest($1, $2) AS k (id, at)
CROSS JOIN (VALUES ($3)) AS p (run_id) ON CONFLICT DO NOTHING
;
-- parameters: text[], timestamp with time zone[], text[], text[], integer[], text[], text[]
INSERT INTO deltas (delta_id, occurred_at, type, order_id, step, channel, cancellation_id)
SELECT id, at, type, order_id, step, channel, nullif(cancellation, '')
FROM unnest($1, $2, $3, $4, $5, $6, $7)
     AS d (id, at, type, order_id, step, channel, cancellation)
ORDER BY id
ON CONFLICT DO NOTHING RETURNING delta_id
;
-- parameters: timestamp with time zone
DELETE FROM reconcile_runs WHERE started_at < $1
;
-- parameters: timestamp with time zone
SELECT count(*) FROM contradictions WHERE heard_at >= $1
;
-- parameters: timestamp with time zone, character varying
UPDATE reconcile_runs SET finished_at = $1 WHERE run_id = $2
;
-- parameters: timestamp with time zone, character varying, character varying
UPDATE reconcile_runs r SET next_at = coalesce(r.next_at, $1)
WHERE r.run_id = $2 AND r.phase = $3 AND r.finished_at IS NULL
  AND NOT EXISTS (SELECT FROM reconcile_slices s
                  WHERE s.run_id = r.run_id AND s.phase = r.phase AND NOT s.done)
;
-- parameters: timestamp with time zone, timestamp with time zone
UPDATE reconcile_runs SET finished_at = $1 WHERE finished_at IS NULL AND started_at < $2
;
-- parameters: unknown, boolean, bigint, character varying, character varying, integer, unknown
UPDATE reconcile_slices SET cursor = $1, done = $2, rows = rows + $3
WHERE run_id = $4 AND work = $5 AND number = $6 AND NOT done
  AND cursor IS NOT DISTINCT FROM $7
;
