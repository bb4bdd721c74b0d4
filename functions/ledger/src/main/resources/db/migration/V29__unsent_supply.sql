-- When a location opens, no row of its stock changes: there may be millions. Rows whose supply was not sent, and that have
-- no send_at, are found by their location, those that changed first at the head. The supply sync sends those of locations
-- that sell online page by page (SupplyOutbox); the others wait here until their location opens.
-- Writers wait while the index is made, and behind it while it waits for them, so it does not wait for long.
SET LOCAL lock_timeout = '5s';
CREATE INDEX net_stock_unsent ON net_stock (location, version) WHERE version > sent_version AND send_at IS NULL;

-- As before, but rows of a location that opens are left to the supply sync.
CREATE OR REPLACE FUNCTION sell_online(online text[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO locations (location, sells_online)
    SELECT name, true FROM unnest(online) AS o (name)
    WHERE NOT EXISTS (SELECT FROM locations WHERE online_version > 0)
    ON CONFLICT (location) DO UPDATE SET sells_online = true;
    UPDATE locations SET sells_online = false
    WHERE sells_online AND location <> ALL (online)
      AND NOT EXISTS (SELECT FROM locations WHERE online_version > 0);
    UPDATE net_stock n SET send_at = NULL
    FROM locations l
    WHERE l.location = n.location AND n.send_at IS NOT NULL AND NOT l.sells_online;
$$;

-- change_locations, which marks all rows of a location in one transaction, stays for functions of the version before.
