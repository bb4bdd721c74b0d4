package dev.netstock.salemode.mode;

import dev.netstock.stock.Sku;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a sale would find.
 *
 * @param tables the tables of checkout
 * @param environments how many checkout may have; empty if it shares those of the account
 * @param reservationsPerSecond how many the API lets through
 * @param unknown the listed SKUs that nobody sells
 * @param queues how many messages wait in each queue
 * @param compared the last comparison with the ledger; empty if there was none
 */
public record PreflightInputs(
        List<Room> tables,
        Optional<Long> environments,
        long reservationsPerSecond,
        Set<Sku> unknown,
        Map<String, Long> queues,
        Optional<Compared> compared) {
    public PreflightInputs {
        tables = List.copyOf(tables);
        unknown = Set.copyOf(unknown);
        queues = Map.copyOf(queues);
    }

    /**
     * A table.
     *
     * @param table its name
     * @param writeUnits a second, at once: its warm throughput; empty if nobody could tell
     */
    public record Room(String table, Optional<Long> writeUnits) {}

    /**
     * A comparison of both sides.
     *
     * @param at when it ended
     * @param found how much was not as it should be
     */
    public record Compared(Instant at, long found) {}
}
