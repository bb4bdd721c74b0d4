-- The ledger: what the company knows of its shelves, in full and for good.
-- Words are those of docs/stock-model (SKU, location, supply, taken, shipped, unshipped).
-- Units are whole; units of a movement are signed as they change what is on hand.

CREATE TABLE items (
    sku        text        PRIMARY KEY CHECK (sku ~ '^[A-Za-z0-9._-]{1,64}$'),
    name       text        NOT NULL DEFAULT '',
    heard_at   timestamptz NOT NULL DEFAULT now()
);

-- Stores, warehouses, makers. Those that sell online have net stock; the others are kept, and sent nowhere.
CREATE TABLE locations (
    location     text        PRIMARY KEY CHECK (location ~ '^[a-z0-9-]{1,32}$'),
    sells_online boolean     NOT NULL DEFAULT false,
    heard_at     timestamptz NOT NULL DEFAULT now()
);

-- What the books said at the opening of a business date.
CREATE TABLE book_stock (
    sku           text        NOT NULL,
    location      text        NOT NULL,
    business_date date        NOT NULL,
    units         bigint      NOT NULL,
    import_id     bigint,
    heard_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (sku, location, business_date)
);

-- Every movement, once: the same id of the same source on the same business date is the same movement.
CREATE TABLE movements (
    source        text        NOT NULL,
    movement_id   text        NOT NULL,
    business_date date        NOT NULL,
    kind          text        NOT NULL
        CHECK (kind IN ('sale', 'receipt', 'adjustment', 'shipment', 'transfer', 'return')),
    sku           text        NOT NULL,
    location      text        NOT NULL,
    units         bigint      NOT NULL,
    order_id      text,
    occurred_at   timestamptz NOT NULL,
    heard_at      timestamptz NOT NULL DEFAULT now(),
    late          boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (source, movement_id, business_date)
) PARTITION BY RANGE (business_date);
CREATE TABLE movements_default PARTITION OF movements DEFAULT;

-- Movements summed by day: what the calculation reads, however many there were.
-- Shipments are summed as they count once: see order_shipments.
CREATE TABLE movement_totals (
    sku           text        NOT NULL,
    location      text        NOT NULL,
    business_date date        NOT NULL,
    kind          text        NOT NULL,
    units         bigint      NOT NULL,
    heard_at      timestamptz NOT NULL,
    PRIMARY KEY (sku, location, business_date, kind)
);

-- Units of an order that left a shelf, as the warehouse and as the books' sales file tell it.
-- Both tell of the same goods: of an order's SKU at a location, the books' units count, and the
-- warehouse's only as far as they go beyond (counted).
CREATE TABLE order_shipments (
    order_id      text   NOT NULL,
    sku           text   NOT NULL,
    location      text   NOT NULL,
    told_by       text   NOT NULL CHECK (told_by IN ('books', 'warehouse')),
    business_date date   NOT NULL,
    units         bigint NOT NULL,
    counted       bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (order_id, sku, location, told_by, business_date)
);

-- What could not be taken in yet, with the reason; taken in when its item or location appears.
CREATE TABLE movements_aside (
    source        text        NOT NULL,
    movement_id   text        NOT NULL,
    business_date date        NOT NULL,
    kind          text        NOT NULL,
    sku           text        NOT NULL,
    location      text        NOT NULL,
    units         bigint      NOT NULL,
    order_id      text,
    occurred_at   timestamptz NOT NULL,
    reason        text        NOT NULL CHECK (reason IN ('unknown-sku', 'unknown-location')),
    heard_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, movement_id, business_date)
);
CREATE INDEX movements_aside_of_sku ON movements_aside (sku);
CREATE INDEX movements_aside_of_location ON movements_aside (location);

-- Units on display, which nobody can buy.
CREATE TABLE display_samples (
    sku      text        NOT NULL,
    location text        NOT NULL,
    units    bigint      NOT NULL CHECK (units >= 0),
    version  bigint      NOT NULL,
    heard_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (sku, location)
);

-- Every delta of net stock, once; delta_id is the event's id: cause and step.
-- Causes and orders sort by their bytes, as in net stock's own table: a range of keys is the same on both sides.
CREATE TABLE deltas (
    delta_id    text COLLATE "C" NOT NULL,
    occurred_at timestamptz NOT NULL,
    type        text        NOT NULL,
    order_id    text,
    step        integer,
    channel     text,
    heard_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (delta_id, occurred_at)
) PARTITION BY RANGE (occurred_at);
CREATE TABLE deltas_default PARTITION OF deltas DEFAULT;

-- Lines signed as they change available: a reservation's are negative.
CREATE TABLE delta_lines (
    delta_id    text COLLATE "C" NOT NULL,
    line        integer     NOT NULL,
    occurred_at timestamptz NOT NULL,
    sku         text        NOT NULL,
    location    text        NOT NULL,
    shard       integer     NOT NULL,
    units       bigint      NOT NULL,
    PRIMARY KEY (delta_id, line, occurred_at)
) PARTITION BY RANGE (occurred_at);
CREATE TABLE delta_lines_default PARTITION OF delta_lines DEFAULT;
CREATE INDEX delta_lines_of_item ON delta_lines (sku, location, occurred_at);

-- What lines took that are no longer kept, so that the sum from the beginning can still be made.
CREATE TABLE taken_before (
    sku      text    NOT NULL,
    location text    NOT NULL,
    shard    integer NOT NULL,
    units    bigint  NOT NULL,
    PRIMARY KEY (sku, location, shard)
);

-- Orders as their deltas make them: the state of the highest step.
CREATE TABLE orders (
    order_id    text COLLATE "C" PRIMARY KEY,
    channel     text        NOT NULL,
    state       text        NOT NULL,
    step        integer     NOT NULL,
    first_at    timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL
);

CREATE TABLE order_lines (
    order_id text COLLATE "C" NOT NULL,
    sku      text   NOT NULL,
    location text   NOT NULL,
    taken    bigint NOT NULL,
    PRIMARY KEY (order_id, sku, location)
);
CREATE INDEX order_lines_of_item ON order_lines (sku, location);

-- One row for a SKU at a location: the terms of its supply. It is also the lock of its key:
-- whoever changes a term holds this row first (see touch).
CREATE TABLE net_stock (
    sku           text        NOT NULL,
    location      text        NOT NULL,
    business_date date,                        -- of the book stock that counts; none yet: all movements count
    book          bigint      NOT NULL DEFAULT 0,
    sales         bigint      NOT NULL DEFAULT 0,  -- this and the next five: since the opening of business_date,
    receipts      bigint      NOT NULL DEFAULT 0,  -- signed as they change what is on hand
    adjustments   bigint      NOT NULL DEFAULT 0,
    transfers     bigint      NOT NULL DEFAULT 0,
    returns       bigint      NOT NULL DEFAULT 0,
    shipments     bigint      NOT NULL DEFAULT 0,
    samples       bigint      NOT NULL DEFAULT 0,
    taken         bigint      NOT NULL DEFAULT 0,  -- by orders, ever, less what was given back
    shipped       bigint      NOT NULL DEFAULT 0,  -- of orders, ever; positive
    on_hand       bigint      GENERATED ALWAYS AS (book + sales + receipts + adjustments + transfers + returns + shipments) STORED,
    supply        bigint      NOT NULL DEFAULT 0,
    version       bigint      NOT NULL DEFAULT 0,  -- grows when supply changes; 0: nothing to send yet
    changed_at    timestamptz NOT NULL DEFAULT now(),
    taken_heard_at timestamptz,                -- when the last delta of an order was heard of
    sent_version  bigint      NOT NULL DEFAULT 0,
    sent_at       timestamptz,
    send_at       timestamptz,                 -- when to send it to net stock: now, or later if somebody is at it;
                                               -- none: nothing to send, or the location does not sell online
    PRIMARY KEY (sku, location)
) WITH (fillfactor = 70);
CREATE INDEX net_stock_to_send ON net_stock (send_at) WHERE send_at IS NOT NULL;

-- Files of the core system, and what became of them.
CREATE TABLE imports (
    import_id   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        text        NOT NULL,
    object_key  text        NOT NULL,
    digest      text        NOT NULL,          -- SHA-256 of the file: the same file again changes nothing
    state       text        NOT NULL CHECK (state IN ('running', 'taken', 'refused', 'known')),
    rows_read   bigint      NOT NULL DEFAULT 0,
    rows_new    bigint      NOT NULL DEFAULT 0,
    started_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    fault       text
);
CREATE UNIQUE INDEX imports_taken_once ON imports (kind, digest) WHERE state = 'taken';
CREATE INDEX imports_newest ON imports (started_at DESC);

-- Locks the rows of the keys, in one order for everybody, and makes those that are missing.
CREATE FUNCTION touch(skus text[], locations text[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO net_stock (sku, location)
    SELECT DISTINCT k.sku, k.location FROM unnest(skus, locations) AS k (sku, location)
    ORDER BY 1, 2
    ON CONFLICT DO NOTHING;
    SELECT count(*) FROM (
        SELECT 1 FROM net_stock n
        WHERE (n.sku, n.location) IN (SELECT * FROM unnest(skus, locations))
        ORDER BY n.sku, n.location
        FOR UPDATE
    ) locked;
$$;

-- Calculates supply anew for the keys, which the caller has touched. Returns how many changed.
-- supply = on hand − samples + shipped (stock-model): no order changes it.
CREATE FUNCTION recalculate(skus text[], locations text[]) RETURNS bigint LANGUAGE sql AS $$
    WITH touched AS (
        SELECT DISTINCT k.sku, k.location FROM unnest(skus, locations) AS k (sku, location)
    ), terms AS (
        SELECT t.sku, t.location, b.business_date, coalesce(b.units, 0) AS book,
               coalesce(m.sales, 0) AS sales, coalesce(m.receipts, 0) AS receipts,
               coalesce(m.adjustments, 0) AS adjustments, coalesce(m.transfers, 0) AS transfers,
               coalesce(m.returns, 0) AS returns, coalesce(m.shipments, 0) AS shipments,
               coalesce(s.units, 0) AS samples, coalesce(m.shipped, 0) AS shipped,
               coalesce(l.sells_online, false) AS sells_online
        FROM touched t
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
                     - samples + shipped AS supply FROM terms) x
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

-- The locations that sell online are these. What they have is sent to net stock, that of the others is not.
CREATE FUNCTION sell_online(online text[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO locations (location, sells_online) SELECT unnest(online), true
    ON CONFLICT (location) DO UPDATE SET sells_online = true;
    UPDATE locations SET sells_online = false WHERE sells_online AND location <> ALL (online);
    UPDATE net_stock n SET send_at = CASE WHEN l.sells_online THEN now() END
    FROM locations l
    WHERE l.location = n.location AND n.version > n.sent_version AND l.sells_online <> (n.send_at IS NOT NULL);
$$;

-- Makes the partitions of this month and of the next three, and drops those that are older than what is kept.
-- A month whose rows came before its partition stays in the default partition.
-- Runs with its owner's rights, so that the functions need none on the schema.
CREATE FUNCTION maintain_partitions(today date, months_kept integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
    parent text;
    part   text;
    zone   text;
    month  date;
BEGIN
    FOREACH parent IN ARRAY ARRAY['movements', 'deltas', 'delta_lines'] LOOP
        zone := CASE parent WHEN 'movements' THEN '' ELSE ' 00:00+00' END;
        FOR ahead IN 0..3 LOOP
            month := date_trunc('month', today) + make_interval(months => ahead);
            part := parent || to_char(month, '_YYYY_MM');
            IF to_regclass(part) IS NULL THEN
                BEGIN
                    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', part, parent,
                        month || zone, (month + interval '1 month')::date || zone);
                EXCEPTION WHEN check_violation THEN
                    RAISE NOTICE '% is not made: the default partition has rows of its month', part;
                END;
            END IF;
        END LOOP;
        FOR part IN
            SELECT c.relname FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
            WHERE inhparent = parent::regclass AND c.relname ~ '_\d{4}_\d{2}$'
              AND to_date(right(c.relname, 7), 'YYYY_MM')
                  < date_trunc('month', today) - make_interval(months => months_kept)
        LOOP
            EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', part);
            IF parent = 'delta_lines' THEN
                EXECUTE format('INSERT INTO taken_before AS b (sku, location, shard, units)
                    SELECT sku, location, shard, -sum(units) FROM %I GROUP BY 1, 2, 3
                    ON CONFLICT (sku, location, shard) DO UPDATE SET units = b.units + excluded.units', part);
            END IF;
            EXECUTE format('DROP TABLE %I', part);
        END LOOP;
    END LOOP;
END;
$$;
