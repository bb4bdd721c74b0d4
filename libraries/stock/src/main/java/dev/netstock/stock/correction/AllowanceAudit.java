package dev.netstock.stock.correction;

import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.AllowanceChange;
import dev.netstock.stock.limit.AllowanceKey;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockTables;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares allowances with the rows of the orders that hold them, exactly, while orders run. Each
 * row of an order that changes an allowance is written in one transaction with it, and rows never
 * change. So if the rows of all orders of an allowance are the same before and after a reading of
 * it, it must agree with them. Thread-safe.
 */
public final class AllowanceAudit {
    /** Orders of the same customer that keep changing it: the next run decides. */
    private static final int ROUNDS_MAX = 5;

    private static final String FIRST_STEP = Delta.stepKey(1);

    private final RetryingTables tables;
    private final InstantSource clock;

    /**
     * @param tables the tables
     * @param clock the time of day
     */
    public AllowanceAudit(RetryingTables tables, InstantSource clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * An order that holds units of an allowance, according to one of its rows.
     *
     * @param key the allowance
     * @param order the order
     */
    public record Holder(AllowanceKey key, OrderId order) {}

    /** What a comparison has found. */
    public sealed interface Judgement {
        /** The allowance is what the rows say. */
        record Agrees() implements Judgement {}

        /**
         * The allowance differs.
         *
         * @param found what it is
         * @param counted what the rows say
         * @param retireAt when its row is deleted, at the earliest
         */
        record Differs(Allowance found, Allowance counted, Instant retireAt) implements Judgement {}

        /**
         * Orders keep changing it, or rows of its orders have been deleted, since they are old. No
         * comparison is possible.
         */
        record Unknown() implements Judgement {}
    }

    /** Those of some allowances that may differ; the others agreed when their orders were read. */
    public List<AllowanceKey> suspects(List<Allowance> allowances, Call call) {
        return allowances.stream()
                .filter(
                        allowance ->
                                !counted(allowance.key(), rows(allowance.orders(), call))
                                        .equals(allowance))
                .map(Allowance::key)
                .toList();
    }

    /** Orders that hold units, according to some of their rows, of allowances that miss them. */
    public List<Holder> missing(Collection<Delta> rows, Call call) {
        Set<Holder> holders = new LinkedHashSet<>();
        for (Delta row : rows) {
            row.allowances().stream()
                    .filter(change -> change.units() > 0)
                    .map(change -> new Holder(change.key(), new OrderId(row.cause().id())))
                    .forEach(holders::add);
        }
        Map<AllowanceKey, Allowance> found = allowances(holders, call);
        return holders.stream()
                .filter(
                        holder ->
                                !found.getOrDefault(holder.key(), Allowance.none(holder.key()))
                                        .orders()
                                        .contains(holder.order()))
                .filter(
                        holder ->
                                counted(holder.key(), rows(Set.of(holder.order()), call)).held()
                                        != 0)
                .toList();
    }

    /**
     * Compares an allowance with the rows of the orders that it names, and of some more.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if the tables did not answer within
     *     the call's deadline
     */
    public Judgement judge(AllowanceKey key, Set<OrderId> more, Call call) {
        for (int round = 1; round <= ROUNDS_MAX; round++) {
            Set<OrderId> orders = new HashSet<>(more);
            orders.addAll(read(key, call).orders());
            Map<OrderId, List<Delta>> before = rows(orders, call);
            Allowance found = read(key, call);
            if (orders.containsAll(found.orders()) && before.equals(rows(orders, call))) {
                return judge(found, before);
            }
        }
        return new Judgement.Unknown();
    }

    private Judgement judge(Allowance found, Map<OrderId, List<Delta>> rows) {
        Allowance counted = counted(found.key(), rows);
        if (counted.equals(found)) {
            return new Judgement.Agrees();
        }
        Instant retireAt =
                changes(found.key(), rows)
                        .map(it -> it.change().retireAt(it.at()))
                        .max(Instant::compareTo)
                        .orElseGet(clock::instant);
        boolean isOld =
                rows.values().stream().anyMatch(AllowanceAudit::isIncomplete)
                        || retireAt.isBefore(clock.instant());
        return isOld ? new Judgement.Unknown() : new Judgement.Differs(found, counted, retireAt);
    }

    /** Replaces an allowance with what the rows say, unless it has changed since. */
    public boolean replace(Judgement.Differs differs, Call call) {
        return tables.replaceAllowance(
                differs.found(), differs.counted(), differs.retireAt(), call);
    }

    private static boolean isIncomplete(List<Delta> rows) {
        return rows.isEmpty() || !rows.getFirst().step().equals(FIRST_STEP);
    }

    private static Allowance counted(AllowanceKey key, Map<OrderId, List<Delta>> rows) {
        long held = 0;
        Set<OrderId> orders = new HashSet<>();
        for (var order : rows.entrySet()) {
            long units =
                    changes(key, Map.of(order.getKey(), order.getValue()))
                            .mapToLong(it -> it.change().units())
                            .sum();
            held += units;
            if (units != 0) {
                orders.add(order.getKey());
            }
        }
        return new Allowance(key, held, orders);
    }

    private record TimedChange(AllowanceChange change, Instant at) {}

    private static Stream<TimedChange> changes(AllowanceKey key, Map<OrderId, List<Delta>> rows) {
        return rows.values().stream()
                .flatMap(List::stream)
                .flatMap(
                        row ->
                                row.allowances().stream()
                                        .filter(change -> change.key().equals(key))
                                        .map(change -> new TimedChange(change, row.origin().at())));
    }

    private Allowance read(AllowanceKey key, Call call) {
        return tables.allowances(List.of(key), call).getOrDefault(key, Allowance.none(key));
    }

    private Map<AllowanceKey, Allowance> allowances(Set<Holder> holders, Call call) {
        Map<AllowanceKey, Allowance> found = new LinkedHashMap<>();
        var keys = new ArrayList<>(holders.stream().map(Holder::key).distinct().toList());
        for (List<AllowanceKey> batch : Batches.of(keys, StockTables.BATCH_MAX)) {
            found.putAll(tables.allowances(batch, call));
        }
        return found;
    }

    private Map<OrderId, List<Delta>> rows(Set<OrderId> orders, Call call) {
        Map<OrderId, List<Delta>> rows = new LinkedHashMap<>();
        orders.forEach(order -> rows.put(order, tables.deltas(Cause.of(order), call)));
        return rows;
    }
}
