package dev.netstock.stock.shard;

import dev.netstock.platform.call.Parallel;
import dev.netstock.stock.level.SummingShards;
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
        SummingShards summing,
        Moving moving,
        Reopening reopening,
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
                new SummingShards(tables, parallel),
                new Moving(tables, clock, attempts),
                new Reopening(tables, parallel, clock, attempts),
                parallel);
    }

    public Spreading spreading() {
        return new Spreading(this);
    }

    public Collecting collecting() {
        return new Collecting(this);
    }
}
