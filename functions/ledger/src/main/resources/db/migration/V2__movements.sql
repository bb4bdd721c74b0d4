-- Movements are recorded by one function, whether they come by stream or by file, so that they are
-- counted by one rule.

-- Whoever puts movements aside holds this lock together with others of the kind; whoever adds items
-- or locations holds it alone. So none is put aside for want of an item that is being added.
CREATE FUNCTION lock_aside(alone boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF alone THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('movements_aside', 0));
    ELSE
        PERFORM pg_advisory_xact_lock_shared(hashtextextended('movements_aside', 0));
    END IF;
END
$$;

-- Shipments that are new: counts anew how many units of their orders left their shelves. The
-- caller has touched the keys. Of an order's SKU at a location the books' units count, and of the
-- warehouse's, the earliest first, those that go beyond.
CREATE FUNCTION count_shipments(shipments movements[], heard timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO order_shipments AS s (order_id, sku, location, told_by, business_date, units)
    SELECT order_id, sku, location, CASE kind WHEN 'sale' THEN 'books' ELSE 'warehouse' END,
           business_date, -sum(units)
    FROM unnest(shipments)
    GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (order_id, sku, location, told_by, business_date)
        DO UPDATE SET units = s.units + excluded.units;

    WITH told AS (
        SELECT s.*,
               coalesce(sum(units) FILTER (WHERE told_by = 'books') OVER of_all, 0) AS by_books,
               sum(units) FILTER (WHERE told_by = 'warehouse') OVER so_far AS by_warehouse
        FROM order_shipments s
        WHERE (order_id, sku, location) IN (SELECT order_id, sku, location FROM unnest(shipments))
        WINDOW of_all AS (PARTITION BY order_id, sku, location),
               so_far AS (PARTITION BY order_id, sku, location ORDER BY business_date)
    ), counting AS (
        SELECT told.*, CASE told_by WHEN 'books' THEN units
                       ELSE least(units, greatest(0, by_warehouse - by_books)) END AS counts
        FROM told
    ), recounted AS (
        UPDATE order_shipments s SET counted = c.counts
        FROM counting c
        WHERE (s.order_id, s.sku, s.location, s.told_by, s.business_date)
            = (c.order_id, c.sku, c.location, c.told_by, c.business_date)
          AND s.counted <> c.counts
        RETURNING s.sku, s.location, s.business_date, c.counts - c.counted AS more
    )
    INSERT INTO movement_totals AS t (sku, location, business_date, kind, units, heard_at)
    SELECT sku, location, business_date, 'shipment', -sum(more), heard
    FROM recounted
    GROUP BY 1, 2, 3
    ON CONFLICT (sku, location, business_date, kind)
        DO UPDATE SET units = t.units + excluded.units, heard_at = excluded.heard_at;
END
$$;

-- Records movements, each once: the arrays stand side by side, units are signed as they change what
-- is on hand. What names an unknown item or location is put aside. A sale that names an order is a
-- shipment, told by the books. Whatever the number of movements, the number of statements is fixed.
CREATE FUNCTION record_movements(
    sources text[], movement_ids text[], business_dates date[], kinds text[], skus text[],
    locations text[], units bigint[], order_ids text[], times timestamptz[],
    OUT recorded bigint, OUT late bigint, OUT aside bigint
) LANGUAGE plpgsql AS $$
DECLARE
    heard CONSTANT timestamptz := clock_timestamp();
    fresh movements[];
    shipments movements[];
    fresh_skus text[];
    fresh_locations text[];
BEGIN
    aside := 0;
    late := 0;
    IF EXISTS (SELECT FROM unnest(skus) AS k (sku)
               WHERE NOT EXISTS (SELECT FROM items i WHERE i.sku = k.sku))
       OR EXISTS (SELECT FROM unnest(locations) AS k (location)
                  WHERE NOT EXISTS (SELECT FROM locations l WHERE l.location = k.location)) THEN
        PERFORM lock_aside(false);
        INSERT INTO movements_aside (source, movement_id, business_date, kind, sku, location, units,
                                     order_id, occurred_at, reason, heard_at)
        SELECT t.source, t.movement_id, t.business_date, t.kind, t.sku, t.location, t.units,
               t.order_id, t.occurred_at,
               CASE WHEN i.sku IS NULL THEN 'unknown-sku' ELSE 'unknown-location' END, heard
        FROM unnest(sources, movement_ids, business_dates, kinds, skus, locations, units, order_ids,
                    times) AS t (source, movement_id, business_date, kind, sku, location, units,
                                 order_id, occurred_at)
        LEFT JOIN items i ON i.sku = t.sku
        LEFT JOIN locations l ON l.location = t.location
        WHERE (i.sku IS NULL OR l.location IS NULL)
          AND NOT EXISTS (SELECT FROM movements m
                          WHERE (m.source, m.movement_id, m.business_date)
                              = (t.source, t.movement_id, t.business_date))
        ORDER BY 1, 2, 3
        ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS aside = ROW_COUNT;
    END IF;

    WITH new AS (
        INSERT INTO movements (source, movement_id, business_date, kind, sku, location, units,
                               order_id, occurred_at, heard_at)
        SELECT t.*, heard
        FROM unnest(sources, movement_ids, business_dates, kinds, skus, locations, units, order_ids,
                    times) AS t (source, movement_id, business_date, kind, sku, location, units,
                                 order_id, occurred_at)
        WHERE EXISTS (SELECT FROM items i WHERE i.sku = t.sku)
          AND EXISTS (SELECT FROM locations l WHERE l.location = t.location)
        ORDER BY 1, 2, 3
        ON CONFLICT DO NOTHING
        RETURNING *
    )
    SELECT count(*), array_agg(new), array_agg(sku), array_agg(location),
           array_agg(new) FILTER (WHERE kind = 'shipment' OR kind = 'sale' AND order_id IS NOT NULL)
    INTO recorded, fresh, fresh_skus, fresh_locations, shipments
    FROM new;
    IF recorded = 0 THEN
        RETURN;
    END IF;

    PERFORM touch(fresh_skus, fresh_locations);

    UPDATE movements m SET late = true
    FROM unnest(fresh) f
    JOIN net_stock n ON n.sku = f.sku AND n.location = f.location
    WHERE (m.source, m.movement_id, m.business_date) = (f.source, f.movement_id, f.business_date)
      AND f.business_date < n.business_date;
    GET DIAGNOSTICS late = ROW_COUNT;

    INSERT INTO movement_totals AS t (sku, location, business_date, kind, units, heard_at)
    SELECT f.sku, f.location, f.business_date, f.kind, sum(f.units), heard
    FROM unnest(fresh) f
    WHERE NOT (f.kind = 'shipment' OR f.kind = 'sale' AND f.order_id IS NOT NULL)
    GROUP BY 1, 2, 3, 4
    ON CONFLICT (sku, location, business_date, kind)
        DO UPDATE SET units = t.units + excluded.units, heard_at = excluded.heard_at;

    IF shipments IS NOT NULL THEN
        PERFORM count_shipments(shipments, heard);
    END IF;

    PERFORM recalculate(fresh_skus, fresh_locations);
END
$$;

-- What waited for items or locations is taken in by whoever adds them, in the same transaction.
CREATE FUNCTION lock_before_adding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM lock_aside(true);
    RETURN NULL;
END
$$;
CREATE TRIGGER items_are_added BEFORE INSERT ON items
    FOR EACH STATEMENT EXECUTE FUNCTION lock_before_adding();
CREATE TRIGGER locations_are_added BEFORE INSERT ON locations
    FOR EACH STATEMENT EXECUTE FUNCTION lock_before_adding();

CREATE FUNCTION take_in(waiting movements_aside[]) RETURNS void LANGUAGE sql AS $$
    SELECT record_movements(array_agg(source), array_agg(movement_id), array_agg(business_date),
                            array_agg(kind), array_agg(sku), array_agg(location), array_agg(units),
                            array_agg(order_id), array_agg(occurred_at))
    FROM unnest(waiting)
    HAVING count(*) > 0;
$$;

CREATE FUNCTION take_in_of_items() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    waiting movements_aside[];
BEGIN
    WITH ready AS (
        DELETE FROM movements_aside a USING added WHERE a.sku = added.sku RETURNING a.*
    )
    SELECT array_agg(ready) INTO waiting FROM ready;
    PERFORM take_in(waiting);
    RETURN NULL;
END
$$;
CREATE TRIGGER items_were_added AFTER INSERT ON items REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION take_in_of_items();

CREATE FUNCTION take_in_of_locations() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    waiting movements_aside[];
BEGIN
    WITH ready AS (
        DELETE FROM movements_aside a USING added WHERE a.location = added.location RETURNING a.*
    )
    SELECT array_agg(ready) INTO waiting FROM ready;
    PERFORM take_in(waiting);
    RETURN NULL;
END
$$;
CREATE TRIGGER locations_were_added AFTER INSERT ON locations REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION take_in_of_locations();
