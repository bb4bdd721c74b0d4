package dev.netstock.salemode.mode;

import dev.netstock.salemode.mode.Check.Verdict;
import dev.netstock.salemode.mode.PreflightInputs.StageLimits;
import dev.netstock.salemode.mode.PreflightInputs.TableCapacity;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The preflight checks: they compare what a sale needs with what is available. */
public final class Preflight {
    /** An order is reserved, then confirmed or released. */
    private static final long CHECKOUT_CALLS_PER_ORDER = 2;

    /** Before that, the shop reads the stock. */
    private static final long CALLS_PER_ORDER = CHECKOUT_CALLS_PER_ORDER + 1;

    /** Each step of an order writes one row. */
    private static final long DELTAS_PER_ORDER = CHECKOUT_CALLS_PER_ORDER;

    /** An event as it is archived, rounded up. */
    private static final long MESSAGE_BYTES = 1_000;

    /**
     * Lambda accepts ten synchronous requests a second for each environment that a function may
     * have, however short they are.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html">Lambda
     *     function scaling</a>, "Understanding concurrency and requests per second"
     */
    private static final long CALLS_PER_ENVIRONMENT = 10;

    /**
     * One item accepts 1,000 write units per second; half of that leaves room for units that are
     * given back, and for an uneven spread.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">
     *     Best practices for partition keys</a>
     */
    private static final long ORDERS_PER_SHARD = 500;

    private static final long BACKLOG_MAX = 1_000;
    private static final Duration RECONCILE_AGE_MAX = Duration.ofDays(2);

    private Preflight() {}

    /** Runs all checks. */
    public static List<Check> checks(Plan plan, PreflightInputs inputs, Instant now) {
        List<Check> checks = new ArrayList<>();
        checks.add(
                warmThroughput(
                        inputs.netStock(),
                        WarmThroughput.needed(plan.ordersPerSecond(), plan.shards())));
        checks.add(warmThroughput(inputs.stockDeltas(), plan.ordersPerSecond() * DELTAS_PER_ORDER));
        addFunctions(checks, plan, inputs);
        checks.add(
                atLeast(
                        "api-throttle",
                        plan.ordersPerSecond(),
                        inputs.stage().reservationsPerSecond(),
                        "reservations per second"));
        addQuotas(checks, plan, inputs);
        checks.add(
                atLeast(
                        "shards",
                        Math.ceilDiv(plan.ordersPerSecond(), ORDERS_PER_SHARD),
                        plan.shards(),
                        "shards if all orders are for one SKU"));
        checks.add(skus(inputs));
        if (!plan.limit().isNone()) {
            checks.add(limits(plan, inputs, now));
        }
        if (!plan.pools().isEmpty()) {
            checks.add(pools(plan, inputs));
        }
        checks.add(queues(inputs));
        checks.add(drift(inputs.lastReconcile(), now));
        return checks;
    }

    private static Check warmThroughput(TableCapacity table, long needed) {
        return atLeast(
                "warm-throughput " + table.table(),
                needed,
                table.writeUnits(),
                "write units per second");
    }

    /** Without a reservation, checkout needs its environments of those that functions share. */
    private static void addFunctions(List<Check> checks, Plan plan, PreflightInputs inputs) {
        StageLimits stage = inputs.stage();
        long ofCheckout =
                Math.ceilDiv(
                        plan.ordersPerSecond() * CHECKOUT_CALLS_PER_ORDER, CALLS_PER_ENVIRONMENT);
        stage.checkoutEnvironments()
                .ifPresent(
                        reserved ->
                                checks.add(
                                        atLeast(
                                                "checkout-concurrency",
                                                ofCheckout,
                                                reserved,
                                                "environments")));
        long shared =
                stage.checkoutEnvironments().isPresent()
                        ? stage.sharedEnvironments()
                        : Math.max(ofCheckout, stage.sharedEnvironments());
        checks.add(
                quota(
                        "shared-concurrency",
                        shared,
                        Quota.UNRESERVED_ENVIRONMENTS,
                        inputs,
                        "environments that no function has reserved"));
    }

    private static void addQuotas(List<Check> checks, Plan plan, PreflightInputs inputs) {
        StageLimits stage = inputs.stage();
        long messages = plan.ordersPerSecond() * stage.messagesPerOrder();
        checks.add(
                atLeast(
                        "api-quota",
                        plan.ordersPerSecond() * CALLS_PER_ORDER,
                        stage.accountCalls(),
                        "API calls per second"));
        checks.add(
                atLeast(
                        "events-quota",
                        messages,
                        stage.accountMessages(),
                        "SNS messages per second"));
        checks.add(
                quota(
                        "archive-records-quota",
                        messages,
                        Quota.ARCHIVE_RECORDS,
                        inputs,
                        "Firehose records per second"));
        checks.add(
                quota(
                        "archive-bytes-quota",
                        messages * MESSAGE_BYTES,
                        Quota.ARCHIVE_BYTES,
                        inputs,
                        "Firehose bytes per second"));
    }

    private static Check quota(
            String name, long needed, Quota quota, PreflightInputs inputs, String unit) {
        return atLeast(name, needed, Optional.ofNullable(inputs.quotas().get(quota)), unit);
    }

    private static Check skus(PreflightInputs inputs) {
        return inputs.unknownSkus().isEmpty()
                ? new Check("skus", Verdict.OK, "all SKUs are known")
                : new Check(
                        "skus", Verdict.WARNING, listed("unknown SKUs: ", inputs.unknownSkus()));
    }

    /** The limits are set when the sale begins. */
    private static Check limits(Plan plan, PreflightInputs inputs, Instant now) {
        if (!plan.hasStarted(now)) {
            return new Check("limits", Verdict.OK, "set when the sale begins");
        }
        return inputs.unlimitedSkus().isEmpty()
                ? new Check("limits", Verdict.OK, "all SKUs have the limit at every location")
                : new Check(
                        "limits",
                        Verdict.WARNING,
                        listed("SKUs without the limit: ", inputs.unlimitedSkus()));
    }

    private static Check pools(Plan plan, PreflightInputs inputs) {
        return inputs.poolFaults().isEmpty()
                ? new Check("pools", Verdict.OK, "%,d pools".formatted(plan.pools().size()))
                : new Check("pools", Verdict.WARNING, String.join("; ", inputs.poolFaults()));
    }

    private static String listed(String what, Set<Sku> skus) {
        return skus.stream().map(Sku::value).sorted().collect(Collectors.joining(", ", what, ""));
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

    private static Check atLeast(String name, long needed, Optional<Long> has, String unit) {
        return has.map(known -> atLeast(name, needed, known, unit))
                .orElseGet(() -> unknown(name, "%,d %s are needed".formatted(needed, unit)));
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
