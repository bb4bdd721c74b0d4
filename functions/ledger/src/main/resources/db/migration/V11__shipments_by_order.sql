-- A shipment is neutral only as far as its order still holds the units at that location
-- (docs/stock-model.md). Of each order's SKU at a location the ledger knows what the order holds
-- (taken) and what left (shipped); the smaller of the two is covered. What left and is not covered
-- reduces supply.

ALTER TABLE order_lines
    ADD COLUMN shipped bigint NOT NULL DEFAULT 0,
    -- Deltas may arrive in any order: while more came back than was taken, nothing is covered.
    ADD COLUMN covered bigint GENERATED ALWAYS AS (greatest(0, least(taken, shipped))) STORED;

-- Orders that left without a reservation: the explanation lists them, reconcile looks at them.
CREATE INDEX order_lines_uncovered ON order_lines (sku, location) WHERE shipped > covered;

-- The sum of its orders' covered units; count_in_orders keeps it.
ALTER TABLE net_stock ADD COLUMN covered bigint NOT NULL DEFAULT 0;

-- The caller's name of a cancellation, by which reconcile recognizes its own.
ALTER TABLE deltas ADD COLUMN cancellation_id text;

-- The outbox of shipments: an order whose version is above sent_version has shipments of which net
-- stock does not know yet. send_at works as in net_stock.
CREATE TABLE shipped_orders (
    order_id     text COLLATE "C" PRIMARY KEY,
    version      bigint      NOT NULL DEFAULT 1,
    sent_version bigint      NOT NULL DEFAULT 0,
    sent_at      timestamptz,
    send_at      timestamptz
);
CREATE INDEX shipped_orders_to_send ON shipped_orders (send_at) WHERE send_at IS NOT NULL;

-- Adds to what orders hold and to what left of them, and keeps the covered units of net_stock in
-- step. The caller has touched the keys, recalculates them, and passes arrays side by side.
CREATE FUNCTION count_in_orders(
    order_ids text[], skus text[], locations text[], taken_units bigint[], shipped_units bigint[]
) RETURNS void LANGUAGE sql AS $$
    WITH more AS (
        SELECT order_id, sku, location, sum(taken)::bigint AS taken, sum(shipped)::bigint AS shipped
        FROM unnest(order_ids, skus, locations, taken_units, shipped_units)
             AS u (order_id, sku, location, taken, shipped)
        GROUP BY 1, 2, 3
    ), before AS (
        SELECT l.order_id, l.sku, l.location, l.covered
        FROM order_lines l JOIN more USING (order_id, sku, location)
    ), after AS (
        INSERT INTO order_lines AS l (order_id, sku, location, taken, shipped)
        SELECT order_id, sku, location, taken, shipped FROM more
        ORDER BY order_id COLLATE "C", sku, location
        ON CONFLICT (order_id, sku, location)
            DO UPDATE SET taken = l.taken + excluded.taken, shipped = l.shipped + excluded.shipped
        RETURNING l.order_id, l.sku, l.location, l.covered
    ), changed AS (
        SELECT a.sku, a.location, sum(a.covered - coalesce(b.covered, 0)) AS units
        FROM after a LEFT JOIN before b USING (order_id, sku, location)
        GROUP BY 1, 2
        HAVING sum(a.covered - coalesce(b.covered, 0)) <> 0
    )
    UPDATE net_stock n SET covered = n.covered + c.units
    FROM changed c
    WHERE n.sku = c.sku AND n.location = c.location;
$$;

-- Puts orders into the outbox of shipments.
CREATE FUNCTION announce_shipments(order_ids text[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO shipped_orders AS s (order_id, send_at)
    SELECT DISTINCT id COLLATE "C", now() FROM unnest(order_ids) AS u (id) ORDER BY 1
    ON CONFLICT (order_id)
        DO UPDATE SET version = s.version + 1, send_at = least(s.send_at, now());
$$;

-- Counts the lines of new deltas in their orders; units as they were taken. The caller has touched
-- the keys. Supply follows from deltas and shipments of an order, whichever came first; orders
-- without shipments cost one look-up. Returns how many supplies changed.
CREATE FUNCTION post_order_lines(order_ids text[], skus text[], locations text[], units bigint[])
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    shipped_ids text[];
    shipped_skus text[];
    shipped_locations text[];
BEGIN
    PERFORM count_in_orders(order_ids, skus, locations, units,
                            array_fill(0::bigint, ARRAY[cardinality(order_ids)]));
    SELECT array_agg(l.order_id), array_agg(l.sku), array_agg(l.location)
    INTO shipped_ids, shipped_skus, shipped_locations
    FROM order_lines l
    JOIN (SELECT DISTINCT u.order_id, u.sku, u.location
          FROM unnest(order_ids, skus, locations) AS u (order_id, sku, location)) k
      USING (order_id, sku, location)
    WHERE l.shipped > 0;
    IF shipped_ids IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM announce_shipments(shipped_ids);
    RETURN recalculate(shipped_skus, shipped_locations);
END
$$;

-- As before, and what counts more is also counted in its order, and announced to net stock.
CREATE OR REPLACE FUNCTION count_shipments(shipments movements[], heard timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    counted_orders text[];
    counted_skus text[];
    counted_locations text[];
    counted_dates date[];
    counted_units bigint[];
BEGIN
    INSERT INTO order_shipments AS s (order_id, sku, location, told_by, business_date, units)
    SELECT order_id, sku, location, CASE kind WHEN 'sale' THEN 'books' ELSE 'warehouse' END,
           business_date, -sum(units)
    FROM unnest(shipments)
    GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (order_id, sku, location, told_by, business_date)
        DO UPDATE SET units = s.units + excluded.units;

    WITH reported AS (
        SELECT s.*,
               coalesce(sum(units) FILTER (WHERE told_by = 'books') OVER of_all, 0) AS by_books,
               sum(units) FILTER (WHERE told_by = 'warehouse') OVER so_far AS by_warehouse
        FROM order_shipments s
        WHERE (order_id, sku, location) IN (SELECT order_id, sku, location FROM unnest(shipments))
        WINDOW of_all AS (PARTITION BY order_id, sku, location),
               so_far AS (PARTITION BY order_id, sku, location ORDER BY business_date)
    ), counting AS (
        SELECT reported.*, CASE told_by WHEN 'books' THEN units
                           ELSE least(units, greatest(0, by_warehouse - by_books)) END AS counts
        FROM reported
    ), recounted AS (
        UPDATE order_shipments s SET counted = c.counts
        FROM counting c
        WHERE (s.order_id, s.sku, s.location, s.told_by, s.business_date)
            = (c.order_id, c.sku, c.location, c.told_by, c.business_date)
          AND s.counted <> c.counts
        RETURNING s.order_id, s.sku, s.location, s.business_date, (c.counts - c.counted)::bigint AS more
    )
    SELECT array_agg(order_id), array_agg(sku), array_agg(location), array_agg(business_date),
           array_agg(more)
    INTO counted_orders, counted_skus, counted_locations, counted_dates, counted_units
    FROM recounted;
    IF counted_orders IS NULL THEN
        RETURN;
    END IF;

    INSERT INTO movement_totals AS t (sku, location, business_date, kind, units, heard_at)
    SELECT sku, location, business_date, 'shipment', -sum(more), heard
    FROM unnest(counted_skus, counted_locations, counted_dates, counted_units)
         AS u (sku, location, business_date, more)
    GROUP BY 1, 2, 3
    ON CONFLICT (sku, location, business_date, kind)
        DO UPDATE SET units = t.units + excluded.units, heard_at = excluded.heard_at;

    PERFORM count_in_orders(counted_orders, counted_skus, counted_locations,
                            array_fill(0::bigint, ARRAY[cardinality(counted_orders)]), counted_units);
    PERFORM announce_shipments(counted_orders);
END
$$;

-- Calculates supply anew for the keys, which the caller has touched. Returns how many changed.
-- supply = on hand − samples + covered (docs/stock-model.md): an order changes it only if more of
-- the order left than it holds.
CREATE OR REPLACE FUNCTION recalculate(skus text[], locations text[]) RETURNS bigint LANGUAGE sql AS $$
    WITH touched AS (
        SELECT DISTINCT k.sku, k.location FROM unnest(skus, locations) AS k (sku, location)
    ), terms AS (
        SELECT t.sku, t.location, b.business_date, coalesce(b.units, 0) AS book,
               coalesce(m.sales, 0) AS sales, coalesce(m.receipts, 0) AS receipts,
               coalesce(m.adjustments, 0) AS adjustments, coalesce(m.transfers, 0) AS transfers,
               coalesce(m.returns, 0) AS returns, coalesce(m.shipments, 0) AS shipments,
               coalesce(s.units, 0) AS samples, coalesce(m.shipped, 0) AS shipped,
               coalesce(l.sells_online, false) AS sells_online, locked.covered
        FROM touched t
        JOIN net_stock locked ON locked.sku = t.sku AND locked.location = t.location
        LEFT JOIN locations l ON l.location = t.location
        LEFT JOIN LATERAL (
            SELECT business_date, units FROM book_stock
            WHERE sku = t.sku AND location = t.location
            ORDER BY business_date DESC LIMIT 1
        ) b ON true
        LEFT JOIN LATERAL (
            SELECT sum(units) FILTER (WHERE kind = 'sale' AND counts) AS sales,
                   sum(units) FILTER (WHERE kind = 'receipt' AND counts) AS receipts,
                   sum(units) FILTER (WHERE kind = 'adjustment' AND counts) AS adjustments,
                   sum(units) FILTER (WHERE kind = 'transfer' AND counts) AS transfers,
                   sum(units) FILTER (WHERE kind = 'return' AND counts) AS returns,
                   sum(units) FILTER (WHERE kind = 'shipment' AND counts) AS shipments,
                   -sum(units) FILTER (WHERE kind = 'shipment') AS shipped
            FROM (SELECT *, b.business_date IS NULL OR business_date >= b.business_date AS counts
                  FROM movement_totals WHERE sku = t.sku AND location = t.location) totals
        ) m ON true
        LEFT JOIN display_samples s ON s.sku = t.sku AND s.location = t.location
    ), changed AS (
        UPDATE net_stock n
        SET business_date = x.business_date, book = x.book, sales = x.sales, receipts = x.receipts,
            adjustments = x.adjustments, transfers = x.transfers, returns = x.returns,
            shipments = x.shipments, samples = x.samples, shipped = x.shipped,
            supply = x.supply, changed_at = now(),
            -- By the clock, so that versions grow even after the database was restored from a backup.
            version = CASE WHEN x.supply = n.supply AND n.version > 0 THEN n.version
                ELSE greatest(n.version + 1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint) END,
            -- What waits keeps its place, however often it changes meanwhile.
            send_at = CASE WHEN x.supply = n.supply AND n.version > 0 THEN n.send_at
                WHEN x.sells_online THEN least(n.send_at, now()) END
        FROM (SELECT *, book + sales + receipts + adjustments + transfers + returns + shipments
                     - samples + covered AS supply FROM terms) x
        WHERE n.sku = x.sku AND n.location = x.location
          AND (n.business_date, n.book, n.sales, n.receipts, n.adjustments, n.transfers, n.returns,
               n.shipments, n.samples, n.shipped, n.supply, n.version > 0)
              IS DISTINCT FROM
              (x.business_date, x.book, x.sales, x.receipts, x.adjustments, x.transfers, x.returns,
               x.shipments, x.samples, x.shipped, x.supply, true)
        RETURNING 1
    )
    SELECT count(*) FROM changed;
$$;

-- What is there already: shipments of before are counted in their orders. Orders of which held
-- units left are announced, so that a cancellation gives none of these back.
DO $$
BEGIN
    PERFORM touch(array_agg(sku), array_agg(location)) FROM (SELECT DISTINCT sku, location FROM order_shipments) k;
    PERFORM count_in_orders(array_agg(order_id), array_agg(sku), array_agg(location),
                            array_agg(0::bigint), array_agg(counted))
    FROM order_shipments WHERE counted <> 0 HAVING count(*) > 0;
    PERFORM announce_shipments(array_agg(order_id))
    FROM order_lines WHERE covered > 0 HAVING count(*) > 0;
    PERFORM recalculate(array_agg(sku), array_agg(location))
    FROM net_stock WHERE version > 0 HAVING count(*) > 0;
END
$$;
