package dev.netstock.salemode.mode;

import dev.netstock.salemode.mode.Check.Verdict;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The preflight checks: they compare what a sale needs with what is available. */
public final class Preflight {
    /** An order consumes one write unit of each table: for its take and for its claim. */
    private static final long WRITE_UNITS_PER_ORDER = 1;

    /**
     * One item accepts 1,000 write units per second; half of that leaves room for units that are
     * given back, and for an uneven spread.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">
     *     Best practices for partition keys</a>
     */
    private static final long ORDERS_PER_SHARD = 500;

    /** The duration of a reservation under load; without load it is much shorter. */
    private static final Duration RESERVATION_DURATION = Duration.ofMillis(100);

    private static final long BACKLOG_MAX = 1_000;
    private static final Duration RECONCILE_AGE_MAX = Duration.ofDays(2);

    private Preflight() {}

    /** Runs all checks. */
    public static List<Check> checks(Plan plan, PreflightInputs inputs, Instant now) {
        List<Check> checks = new ArrayList<>();
        inputs.tables().forEach(table -> checks.add(table(plan, table)));
        checks.add(environments(plan, inputs.checkoutEnvironments()));
        checks.add(
                atLeast(
                        "api-throttle",
                        plan.ordersPerSecond(),
                        inputs.reservationsPerSecond(),
                        "reservations per second"));
        checks.add(
                atLeast(
                        "shards",
                        Math.ceilDiv(plan.ordersPerSecond(), ORDERS_PER_SHARD),
                        plan.shards(),
                        "shards if all orders are for one SKU"));
        checks.add(skus(inputs));
        checks.add(queues(inputs));
        checks.add(drift(inputs.lastReconcile(), now));
        return checks;
    }

    private static Check table(Plan plan, PreflightInputs.TableCapacity table) {
        long needed = plan.ordersPerSecond() * WRITE_UNITS_PER_ORDER;
        String name = "warm-throughput " + table.table();
        return table.writeUnits()
                .map(units -> atLeast(name, needed, units, "write units per second"))
                .orElseGet(() -> unknown(name, needed + " write units per second are needed"));
    }

    private static Check environments(Plan plan, Optional<Long> environments) {
        long needed = Math.ceilDiv(plan.ordersPerSecond() * RESERVATION_DURATION.toMillis(), 1_000);
        return environments
                .map(has -> atLeast("checkout-concurrency", needed, has, "environments"))
                .orElseGet(
                        () ->
                                unknown(
                                        "checkout-concurrency",
                                        needed
                                                + " environments are needed from the account's"
                                                + " shared concurrency"));
    }

    private static Check skus(PreflightInputs inputs) {
        return inputs.unknownSkus().isEmpty()
                ? new Check("skus", Verdict.OK, "all SKUs are known")
                : new Check(
                        "skus",
                        Verdict.WARNING,
                        inputs.unknownSkus().stream()
                                .map(Sku::value)
                                .sorted()
                                .collect(Collectors.joining(", ", "unknown SKUs: ", "")));
    }

    private static Check queues(PreflightInputs inputs) {
        Map<String, Long> backlogs = new TreeMap<>(inputs.backlogs());
        backlogs.values().removeIf(messages -> messages <= BACKLOG_MAX);
        return backlogs.isEmpty()
                ? new Check(
                        "queues",
                        Verdict.OK,
                        inputs.backlogs().size() + " queues have 1,000 messages or fewer")
                : new Check("queues", Verdict.WARNING, "queues with a backlog: " + backlogs);
    }

    private static Check drift(Optional<PreflightInputs.ReconcileResult> last, Instant now) {
        if (last.isEmpty()) {
            return unknown("drift", "net stock has never been compared with the ledger");
        }
        boolean isOld = last.get().at().plus(RECONCILE_AGE_MAX).isBefore(now);
        String found = last.get().found() + " discrepancies found at " + last.get().at();
        return new Check(
                "drift",
                last.get().found() > 0 || isOld ? Verdict.WARNING : Verdict.OK,
                isOld ? found + ", more than 2 days ago" : found);
    }

    private static Check atLeast(String name, long needed, long has, String unit) {
        return new Check(
                name,
                has >= needed ? Verdict.OK : Verdict.WARNING,
                "%,d of %,d %s".formatted(has, needed, unit));
    }

    private static Check unknown(String name, String found) {
        return new Check(name, Verdict.UNKNOWN, found);
    }
}
