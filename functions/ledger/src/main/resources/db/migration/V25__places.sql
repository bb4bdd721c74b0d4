-- Locations are opened and closed by net stock. A location that once sold online keeps its supply in net stock up to
-- date also while it is closed, so that it can open again at any time; lists leave out what is closed.
ALTER TABLE locations
    ADD COLUMN is_closed      boolean NOT NULL DEFAULT false,
    ADD COLUMN online_version bigint  NOT NULL DEFAULT 0; -- of the last change that net stock published; 0: none

-- The locations of the stage's settings. Once net stock has published a change, only its changes count.
CREATE OR REPLACE FUNCTION sell_online(online text[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO locations (location, sells_online)
    SELECT name, true FROM unnest(online) AS o (name)
    WHERE NOT EXISTS (SELECT FROM locations WHERE online_version > 0)
    ON CONFLICT (location) DO UPDATE SET sells_online = true;
    UPDATE locations SET sells_online = false
    WHERE sells_online AND location <> ALL (online)
      AND NOT EXISTS (SELECT FROM locations WHERE online_version > 0);
    UPDATE net_stock n SET send_at = CASE WHEN l.sells_online THEN now() END
    FROM locations l
    WHERE l.location = n.location AND n.version > n.sent_version AND l.sells_online <> (n.send_at IS NOT NULL);
$$;

-- Changes of locations, in any order: of two changes of a location, the later one counts.
CREATE FUNCTION change_locations(changed text[], online boolean[], versions bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO locations AS l (location, sells_online, is_closed, online_version)
    SELECT DISTINCT ON (c.location) c.location, c.online, NOT c.online, c.version
    FROM unnest(changed, online, versions) AS c (location, online, version)
    ORDER BY c.location, c.version DESC
    ON CONFLICT (location) DO UPDATE
        SET sells_online = l.sells_online OR excluded.sells_online, is_closed = excluded.is_closed,
            online_version = excluded.online_version
        WHERE l.online_version < excluded.online_version;
    UPDATE net_stock n SET send_at = now()
    FROM locations l
    WHERE l.location = n.location AND l.location = ANY (changed)
      AND n.version > n.sent_version AND l.sells_online AND n.send_at IS NULL;
$$;
