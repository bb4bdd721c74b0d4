-- Partitions are created by one function and dropped by another, so that a drop that fails never undoes a creation.
-- Both run with their owner's rights, so that the functions need none on the schema.

-- Makes the partitions of this month and of the next three. Returns false if another transaction is in the way for longer
-- than a second: then those that are missing are made at the next call.
-- A month whose rows came before its partition stays in the default partition.
CREATE FUNCTION create_partitions(today date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '1s' AS $$
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
                EXCEPTION
                    WHEN check_violation THEN
                        RAISE NOTICE '% is not made: the default partition has rows of its month', part;
                    WHEN duplicate_table THEN
                        NULL; -- Another function was faster.
                    WHEN lock_not_available THEN
                        RETURN false;
                END;
            END IF;
        END LOOP;
    END LOOP;
    RETURN true;
END;
$$;

-- Drops the partitions of the oldest month that is older than what is kept, of tables whose months go together: one month
-- at a call, so that no lock is held while the sums of the next one are made. Returns how many partitions it dropped; 0 if
-- no month is that old. Returns -1, and nothing has changed, if another transaction is in the way for longer than two
-- seconds. What lines took is added to taken_before in the same transaction: meanwhile, writes to the old month of deltas
-- wait. The drop itself locks the tables, and is last. It takes the locks of movements in the order of those who write them.
CREATE FUNCTION drop_oldest_month(parents text[], today date, months_kept integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    oldest text;
    parent text;
    part   text;
    parts  text[] := '{}';
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('drop_oldest_month', 1)) THEN
        RETURN -1;
    END IF;
    SELECT min(right(c.relname, 7)) INTO oldest
    FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
    WHERE inhparent::regclass::text = ANY (parents) AND c.relname ~ '_\d{4}_\d{2}$'
      AND right(c.relname, 7) < to_char(today - make_interval(months => months_kept), 'YYYY_MM');
    IF oldest IS NULL THEN
        RETURN 0;
    END IF;
    FOREACH parent IN ARRAY parents LOOP
        part := parent || '_' || oldest;
        CONTINUE WHEN to_regclass(part) IS NULL;
        IF parent <> 'movements' THEN
            EXECUTE format('LOCK TABLE %I IN SHARE ROW EXCLUSIVE MODE', part);
        END IF;
        IF parent = 'delta_lines' THEN
            EXECUTE format('INSERT INTO taken_before AS b (sku, location, shard, units)
                SELECT sku, location, shard, -sum(units) FROM %I GROUP BY 1, 2, 3
                ON CONFLICT (sku, location, shard) DO UPDATE SET units = b.units + excluded.units', part);
        ELSIF parent = 'movements' THEN
            DELETE FROM adjustments
            WHERE business_date < (to_date(oldest, 'YYYY_MM') + interval '1 month')::date;
        END IF;
        parts := parts || quote_ident(part);
    END LOOP;
    EXECUTE 'DROP TABLE ' || array_to_string(parts, ', ');
    RETURN cardinality(parts);
EXCEPTION
    WHEN lock_not_available OR deadlock_detected THEN
        RETURN -1;
END;
$$;

-- For functions of the version before, in which the supply sync also dropped partitions.
CREATE OR REPLACE FUNCTION maintain_partitions(today date, months_kept integer) RETURNS void LANGUAGE sql AS $$
    SELECT create_partitions(today);
$$;
