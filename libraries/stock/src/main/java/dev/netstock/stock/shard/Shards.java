package dev.netstock.stock.shard;

import dev.netstock.platform.call.Parallel;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.table.RetryingTables;

import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What is done with the items of a split SKU, wired. Thread-safe.
 *
 * @param tables the tables
 * @param summing reads all items
 * @param moving moves units between them
 * @param reopening opens those that were closed
 * @param parallel changes several side by side
 */
public record Shards(
        RetryingTables tables,
        ShardTotals summing,
        UnitMove moving,
        ShardReopening reopening,
        Parallel parallel) {
    /**
     * Over these tables.
     *
     * @param parallel runs requests of different items side by side
     * @param clock the time of day
     * @param attempts makes an id for each attempt, never the same twice
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

    public ShardSpreader spreading() {
        return new ShardSpreader(this);
    }

    public ShardCollector collecting() {
        return new ShardCollector(this);
    }
}
