package dev.netstock.salemode.mode;

import dev.netstock.stock.Sku;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The capacity and state that the preflight checks compare with the plan.
 *
 * @param tables the tables of checkout
 * @param checkoutEnvironments the reserved concurrency of checkout; empty if it shares the
 *     account's
 * @param reservationsPerSecond the throttle of the API
 * @param unknownSkus the SKUs of the plan that no location has
 * @param backlogs the number of messages in each queue
 * @param lastReconcile the last finished run of reconcile; empty if there was none
 */
public record PreflightInputs(
        List<TableCapacity> tables,
        Optional<Long> checkoutEnvironments,
        long reservationsPerSecond,
        Set<Sku> unknownSkus,
        Map<String, Long> backlogs,
        Optional<ReconcileResult> lastReconcile) {
    public PreflightInputs {
        tables = List.copyOf(tables);
        unknownSkus = Set.copyOf(unknownSkus);
        backlogs = Map.copyOf(backlogs);
    }

    /**
     * The capacity of a table.
     *
     * @param table the table's name
     * @param writeUnits its warm throughput in write units per second; empty if it is unknown
     */
    public record TableCapacity(String table, Optional<Long> writeUnits) {}

    /**
     * The result of a reconcile run.
     *
     * @param at when the run finished
     * @param found how many discrepancies it found
     */
    public record ReconcileResult(Instant at, long found) {}
}
