-- Units of each SKU of a category that a channel leaves alone at every location. A file sets them; without units, a
-- channel has none. They are sent to net stock with supply, under its version.
CREATE TABLE category_buffers (
    category text        NOT NULL,
    channel  text        NOT NULL CHECK (channel ~ '^[a-z0-9-]{1,32}$'),
    units    integer     CHECK (units BETWEEN 0 AND 9999),
    said_at  timestamptz NOT NULL,                     -- when the file was uploaded
    heard_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (category, channel)
);
CREATE INDEX items_of_category ON items (category) WHERE category IS NOT NULL;

-- Sends what net stock has of these SKUs again, because the buffers of their categories changed: under a new version,
-- with the same supply. What net stock never had is sent with its buffers anyway. While the lock is held, the outbox
-- gives out nothing: it would read the buffers of before for a row that is not visible here yet.
CREATE FUNCTION send_again(skus text[]) RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtextextended('category_buffers', 1));
    SELECT count(*) FROM (
        SELECT 1 FROM net_stock WHERE sku = ANY (skus) AND version > 0 ORDER BY sku, location FOR UPDATE
    ) locked;
    UPDATE net_stock n
    SET version = greatest(n.version + 1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint),
        send_at = least(n.send_at, now())
    FROM locations l
    WHERE n.sku = ANY (skus) AND n.version > 0 AND l.location = n.location AND l.sells_online;
$$;
