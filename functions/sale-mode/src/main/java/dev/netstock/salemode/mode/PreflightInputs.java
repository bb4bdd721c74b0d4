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
 * @param stage the limits that the stage itself sets
 * @param quotas the limits that AWS reports; one that could not be read is missing
 * @param netStock the table of the shards
 * @param stockDeltas the table of the claims
 * @param unknownSkus the SKUs of the plan that no location has
 * @param unlimitedSkus the SKUs that do not have the purchase limit of the plan at every location
 * @param poolFaults why pools of the plan are not, or will not be, as planned; texts for people
 * @param backlogs the number of messages in each queue
 * @param lastReconcile the last finished run of reconcile; empty if there was none
 */
public record PreflightInputs(
        StageLimits stage,
        Map<Quota, Long> quotas,
        TableCapacity netStock,
        TableCapacity stockDeltas,
        Set<Sku> unknownSkus,
        Set<Sku> unlimitedSkus,
        List<String> poolFaults,
        Map<String, Long> backlogs,
        Optional<ReconcileResult> lastReconcile) {
    public PreflightInputs {
        quotas = Map.copyOf(quotas);
        unknownSkus = Set.copyOf(unknownSkus);
        unlimitedSkus = Set.copyOf(unlimitedSkus);
        poolFaults = List.copyOf(poolFaults);
        backlogs = Map.copyOf(backlogs);
    }

    /**
     * The limits that the stage sets.
     *
     * @param checkoutEnvironments the reserved concurrency of checkout; empty if it shares the
     *     account's
     * @param sharedEnvironments how many environments functions without a reservation need
     * @param reservationsPerSecond the throttle of the route that reserves
     * @param accountCalls requests a second that API Gateway accepts, as the stage states it
     * @param accountMessages messages a second that SNS accepts, as the stage states it
     * @param messagesPerOrder how many messages an order publishes
     */
    public record StageLimits(
            Optional<Long> checkoutEnvironments,
            long sharedEnvironments,
            long reservationsPerSecond,
            long accountCalls,
            long accountMessages,
            long messagesPerOrder) {}

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
