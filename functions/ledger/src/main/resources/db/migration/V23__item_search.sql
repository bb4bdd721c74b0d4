-- The search for items, and the lists of orders, that the operators' console needs.

-- The category of the items file; none if no file has named one.
ALTER TABLE items ADD COLUMN category text;

-- What the search compares: name and category as they were indexed, the name folded (spaces, case
-- and kana do not matter), and its pairs of neighbouring characters. The functions fill it from
-- items (SearchIndex). SKUs sort by their bytes, so that a prefix is a range.
CREATE TABLE item_search (
    sku      text      COLLATE "C" PRIMARY KEY,
    name     text      NOT NULL,
    category text,
    folded   text      COLLATE "C" NOT NULL,
    grams    integer[] NOT NULL
);
CREATE INDEX item_search_grams ON item_search USING gin (grams);
CREATE INDEX item_search_category ON item_search (category, sku) WHERE category IS NOT NULL;

-- New entries wait in a list that each search reads, until they are merged into the index. Only an
-- owner may merge them.
CREATE FUNCTION settle_item_search() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM gin_clean_pending_list('item_search_grams');
    ANALYZE item_search;
END
$$;

-- SKU-locations that reached their reorder point, as replenishment reports it: the newest episode,
-- and whether it is still going on.
CREATE TABLE low_stock (
    sku       text        NOT NULL,
    location  text        NOT NULL,
    episode   bigint      NOT NULL,
    is_low    boolean     NOT NULL,
    heard_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (sku, location)
);
CREATE INDEX low_stock_now ON low_stock (sku, location) WHERE is_low;

-- Orders by time, and orders that hold units of a SKU.
CREATE INDEX orders_newest ON orders (first_at, order_id);
CREATE INDEX order_lines_holding ON order_lines (sku, location) WHERE taken > covered;
