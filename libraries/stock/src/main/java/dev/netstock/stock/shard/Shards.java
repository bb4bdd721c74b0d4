package dev.netstock.stock.shard;

import dev.netstock.platform.call.Parallel;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.table.RetryingTables;

import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The operations on the shards of a SKU, wired. Thread-safe.
 *
 * @param tables the tables
 * @param totals reads all shards
 * @param moves moves units between shards
 * @param reopening reopens closed shards
 * @param parallel changes several shards in parallel
 */
public record Shards(
        RetryingTables tables,
        ShardTotals totals,
        UnitMove moves,
        ShardReopening reopening,
        Parallel parallel) {
    /**
     * Wires the operations over these tables.
     *
     * @param parallel runs requests to different items in parallel
     * @param clock the time of day
     * @param attempts creates a unique id for each attempt
     */
    public static Shards over(
            RetryingTables tables,
            Parallel parallel,
            InstantSource clock,
            Supplier<String> attempts) {
        return new Shards(
                tables,
                new ShardTotals(tables, parallel),
                new UnitMove(tables, clock, attempts),
                new ShardReopening(tables, parallel, clock, attempts),
                parallel);
    }

    public ShardSpreader spreader() {
        return new ShardSpreader(this);
    }

    public ShardCollector collector() {
        return new ShardCollector(this);
    }
}
