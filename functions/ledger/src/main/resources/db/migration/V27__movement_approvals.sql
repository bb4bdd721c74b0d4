-- Who approved an adjustment that needed the approval of a second person.
ALTER TABLE movements ADD COLUMN approved_by text;
ALTER TABLE movements_aside ADD COLUMN approved_by text;

-- As before, with the second person.
CREATE FUNCTION record_movements(
    sources text[], movement_ids text[], business_dates date[], kinds text[], skus text[],
    locations text[], units bigint[], order_ids text[], times timestamptz[],
    reason_codes text[], reason_notes text[], recorders text[], approvers text[],
    OUT recorded bigint, OUT late bigint, OUT aside bigint, OUT contradictory bigint
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
    contradictory := 0;
    IF EXISTS (SELECT FROM unnest(skus) AS k (sku)
               WHERE NOT EXISTS (SELECT FROM items i WHERE i.sku = k.sku))
       OR EXISTS (SELECT FROM unnest(locations) AS k (location)
                  WHERE NOT EXISTS (SELECT FROM locations l WHERE l.location = k.location)) THEN
        PERFORM lock_aside(false);
        INSERT INTO movements_aside (source, movement_id, business_date, kind, sku, location, units,
                                     order_id, occurred_at, reason, heard_at, reason_code,
                                     reason_note, recorded_by, approved_by)
        SELECT t.source, t.movement_id, t.business_date, t.kind, t.sku, t.location, t.units,
               t.order_id, t.occurred_at,
               CASE WHEN i.sku IS NULL THEN 'unknown-sku' ELSE 'unknown-location' END, heard,
               t.reason_code, t.reason_note, t.recorded_by, t.approved_by
        FROM (SELECT DISTINCT ON (source, movement_id, business_date) *
              FROM unnest(sources, movement_ids, business_dates, kinds, skus, locations, units,
                          order_ids, times, reason_codes, reason_notes, recorders, approvers)
                   WITH ORDINALITY
                   AS u (source, movement_id, business_date, kind, sku, location, units, order_id,
                         occurred_at, reason_code, reason_note, recorded_by, approved_by, place)
              ORDER BY source, movement_id, business_date, place) t
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
                               order_id, occurred_at, heard_at, reason_code, reason_note,
                               recorded_by, approved_by)
        SELECT t.source, t.movement_id, t.business_date, t.kind, t.sku, t.location, t.units,
               t.order_id, t.occurred_at, heard, t.reason_code, t.reason_note, t.recorded_by,
               t.approved_by
        FROM (SELECT DISTINCT ON (source, movement_id, business_date) *
              FROM unnest(sources, movement_ids, business_dates, kinds, skus, locations, units,
                          order_ids, times, reason_codes, reason_notes, recorders, approvers)
                   WITH ORDINALITY
                   AS u (source, movement_id, business_date, kind, sku, location, units, order_id,
                         occurred_at, reason_code, reason_note, recorded_by, approved_by, place)
              ORDER BY source, movement_id, business_date, place) t
        WHERE EXISTS (SELECT FROM items i WHERE i.sku = t.sku)
          AND EXISTS (SELECT FROM locations l WHERE l.location = t.location)
          AND NOT EXISTS (SELECT FROM movements_aside a
                          WHERE (a.source, a.movement_id, a.business_date)
                              = (t.source, t.movement_id, t.business_date))
        ORDER BY 1, 2, 3
        ON CONFLICT DO NOTHING
        RETURNING *
    )
    SELECT count(*), array_agg(new), array_agg(sku), array_agg(location),
           array_agg(new) FILTER (WHERE kind = 'shipment' OR kind = 'sale' AND order_id IS NOT NULL)
    INTO recorded, fresh, fresh_skus, fresh_locations, shipments
    FROM new;

    -- What is neither recorded nor waiting has a name that was used before.
    IF recorded + aside < cardinality(sources) THEN
        INSERT INTO contradictions (subject, name, sku, location, counted, refused, heard_at)
        SELECT 'movement', movement_name(t.source, t.movement_id, t.business_date), t.sku, t.location,
               movement_contents(s.kind, s.sku, s.location, s.units, s.order_id, s.occurred_at),
               movement_contents(t.kind, t.sku, t.location, t.units, t.order_id, t.occurred_at), heard
        FROM unnest(sources, movement_ids, business_dates, kinds, skus, locations, units, order_ids,
                    times) WITH ORDINALITY
             AS t (source, movement_id, business_date, kind, sku, location, units, order_id,
                   occurred_at, place)
        CROSS JOIN LATERAL (
            SELECT m.kind, m.sku, m.location, m.units, m.order_id, m.occurred_at, 1 AS rank
            FROM movements m
            WHERE (m.source, m.movement_id, m.business_date)
                = (t.source, t.movement_id, t.business_date)
            UNION ALL
            SELECT a.kind, a.sku, a.location, a.units, a.order_id, a.occurred_at, 2
            FROM movements_aside a
            WHERE (a.source, a.movement_id, a.business_date)
                = (t.source, t.movement_id, t.business_date)
            ORDER BY rank LIMIT 1
        ) s
        WHERE (t.kind, t.sku, t.location, t.units, t.order_id)
              IS DISTINCT FROM (s.kind, s.sku, s.location, s.units, s.order_id)
        ORDER BY t.place
        ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS contradictory = ROW_COUNT;
    END IF;
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

    INSERT INTO adjustments (sku, location, business_date, source, movement_id)
    SELECT f.sku, f.location, f.business_date, f.source, f.movement_id
    FROM unnest(fresh) f
    WHERE f.kind = 'adjustment'
    ON CONFLICT DO NOTHING;

    IF shipments IS NOT NULL THEN
        PERFORM count_shipments(shipments, heard);
    END IF;

    PERFORM recalculate(fresh_skus, fresh_locations);
END
$$;

-- For functions of the release before.
CREATE OR REPLACE FUNCTION record_movements(
    sources text[], movement_ids text[], business_dates date[], kinds text[], skus text[],
    locations text[], units bigint[], order_ids text[], times timestamptz[],
    reason_codes text[], reason_notes text[], recorders text[],
    OUT recorded bigint, OUT late bigint, OUT aside bigint, OUT contradictory bigint
) LANGUAGE sql AS $$
    SELECT * FROM record_movements(sources, movement_ids, business_dates, kinds, skus, locations,
                                   units, order_ids, times, reason_codes, reason_notes, recorders,
                                   NULL::text[]);
$$;

CREATE OR REPLACE FUNCTION take_in(waiting movements_aside[]) RETURNS void LANGUAGE sql AS $$
    SELECT record_movements(array_agg(source), array_agg(movement_id), array_agg(business_date),
                            array_agg(kind), array_agg(sku), array_agg(location), array_agg(units),
                            array_agg(order_id), array_agg(occurred_at), array_agg(reason_code),
                            array_agg(reason_note), array_agg(recorded_by), array_agg(approved_by))
    FROM unnest(waiting)
    HAVING count(*) > 0;
$$;
