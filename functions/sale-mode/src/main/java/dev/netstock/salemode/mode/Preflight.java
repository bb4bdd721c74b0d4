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

/** Compares what a sale will need with what it would find. */
public final class Preflight {
    /** An order writes a unit to each table: its take, and its claim. */
    private static final long WRITE_UNITS_PER_ORDER = 1;

    /**
     * One item takes 1,000 write units a second; half of it leaves room for what is given back, and
     * for an uneven spread.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">
     *     Best practices for partition keys</a>
     */
    private static final long ORDERS_PER_SHARD = 500;

    /** A reservation at rest takes less than this by far; a busy one does not. */
    private static final Duration RESERVATION = Duration.ofMillis(100);

    private static final long MESSAGES_TOLERATED = 1_000;
    private static final Duration COMPARED_WITHIN = Duration.ofDays(2);

    private Preflight() {}

    /** All checks. */
    public static List<Check> checks(Plan plan, PreflightInputs premises, Instant now) {
        List<Check> checks = new ArrayList<>();
        premises.tables().forEach(table -> checks.add(table(plan, table)));
        checks.add(environments(plan, premises.environments()));
        checks.add(
                atLeast(
                        "api-throttle",
                        plan.ordersPerSecond(),
                        premises.reservationsPerSecond(),
                        "reservations per second"));
        checks.add(
                atLeast(
                        "shards",
                        Math.ceilDiv(plan.ordersPerSecond(), ORDERS_PER_SHARD),
                        plan.shards(),
                        "shards if all orders are for one SKU"));
        checks.add(skus(premises));
        checks.add(queues(premises));
        checks.add(compared(premises.compared(), now));
        return checks;
    }

    private static Check table(Plan plan, PreflightInputs.Room table) {
        long needed = plan.ordersPerSecond() * WRITE_UNITS_PER_ORDER;
        String name = "warm-throughput " + table.table();
        return table.writeUnits()
                .map(units -> atLeast(name, needed, units, "write units per second"))
                .orElseGet(() -> unknown(name, needed + " write units per second are needed"));
    }

    private static Check environments(Plan plan, Optional<Long> environments) {
        long needed = Math.ceilDiv(plan.ordersPerSecond() * RESERVATION.toMillis(), 1_000);
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

    private static Check skus(PreflightInputs premises) {
        return premises.unknown().isEmpty()
                ? new Check("skus", Verdict.OK, "all SKUs are known")
                : new Check(
                        "skus",
                        Verdict.WARNING,
                        premises.unknown().stream()
                                .map(Sku::value)
                                .sorted()
                                .collect(Collectors.joining(", ", "unknown SKUs: ", "")));
    }

    private static Check queues(PreflightInputs premises) {
        Map<String, Long> deep = new TreeMap<>(premises.queues());
        deep.values().removeIf(messages -> messages <= MESSAGES_TOLERATED);
        return deep.isEmpty()
                ? new Check(
                        "queues",
                        Verdict.OK,
                        premises.queues().size() + " queues have 1,000 messages or fewer")
                : new Check("queues", Verdict.WARNING, "queues with a backlog: " + deep);
    }

    private static Check compared(Optional<PreflightInputs.Compared> last, Instant now) {
        if (last.isEmpty()) {
            return unknown("drift", "net stock has never been compared with the ledger");
        }
        boolean isOld = last.get().at().plus(COMPARED_WITHIN).isBefore(now);
        String found = last.get().found() + " discrepancies found at " + last.get().at();
        return new Check(
                "drift",
                last.get().found() > 0 || isOld ? Verdict.WARNING : Verdict.OK,
                isOld ? found + ", more than 2 days ago" : found);
    }

    private static Check atLeast(String name, long needed, long has, String what) {
        return new Check(
                name,
                has >= needed ? Verdict.OK : Verdict.WARNING,
                "%,d of %,d %s".formatted(has, needed, what));
    }

    private static Check unknown(String name, String found) {
        return new Check(name, Verdict.UNKNOWN, found);
    }
}
