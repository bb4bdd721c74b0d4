package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.AllowanceChange;
import dev.netstock.stock.limit.AllowanceKey;
import dev.netstock.stock.limit.Customer;
import dev.netstock.stock.limit.CustomerHash;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.shard.LimitCache;
import dev.netstock.stock.table.RetryingTables;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The purchase limits of orders. A claim takes the allowances in the transaction of its row, so no
 * customer ever holds more than a limit. What is read before it only spares an order that would be
 * refused its takes. Thread-safe.
 */
final class OrderLimits {
    /**
     * The most lines of an order with a limit per customer: a transaction gives all of its items
     * and allowances back.
     */
    static final int LINES_MAX = 49;

    private final LimitCache limits;
    private final CustomerHash hash;
    private final RetryingTables tables;

    /**
     * @param limits the limits that this environment knows
     * @param hash hashes customers
     * @param tables the tables
     */
    OrderLimits(LimitCache limits, CustomerHash hash, RetryingTables tables) {
        this.limits = limits;
        this.hash = hash;
        this.tables = tables;
    }

    /** The limits of orders that none applies to, because their channel has promised them. */
    static OrderLimits none(RetryingTables tables) {
        return new OrderLimits(new LimitCache(), CustomerHash.NONE, tables);
    }

    /** What the known limits mean for an order. */
    sealed interface Terms {
        /**
         * The order may be claimed with these allowances; none if no limit per customer applies.
         */
        record Allowed(List<AllowanceChange> allowances) implements Terms {}

        /** The order is refused. */
        record Refused(ReserveResult refusal) implements Terms {}

        /** The same order holds the units: its rows hold the answer. */
        record HeldBySameOrder() implements Terms {}
    }

    /**
     * The terms of an order by the limits that are known now, without what its customer holds. All
     * are known once its units are taken.
     *
     * @param ofChannel the limit of SKUs to which none of their own applies
     */
    Terms terms(
            ReserveCommand command,
            SortedMap<LineKey, Long> lines,
            Optional<PurchaseLimit> ofChannel,
            Instant now) {
        SortedMap<Sku, PurchaseLimit> applying = applying(lines, ofChannel, now);
        Map<Sku, Long> units = unitsBySku(lines);
        List<LimitExcess> excesses = new ArrayList<>();
        applying.forEach(
                (sku, limit) -> {
                    long requested = units.getOrDefault(sku, 0L);
                    limit.perOrder()
                            .filter(max -> requested > max)
                            .map(max -> ofOrder(sku, limit, max, requested))
                            .ifPresent(excesses::add);
                });
        if (!excesses.isEmpty()) {
            return new Terms.Refused(new ReserveResult.LimitExceeded(excesses));
        }
        applying.values().removeIf(limit -> limit.perCustomer().isEmpty());
        if (applying.isEmpty()) {
            return new Terms.Allowed(List.of());
        }
        if (lines.size() > LINES_MAX) {
            applying.forEach(
                    (sku, limit) ->
                            excesses.add(
                                    new LimitExcess(
                                            sku,
                                            limit.id(),
                                            LimitExcess.Scope.LINES,
                                            LINES_MAX,
                                            lines.size())));
            return new Terms.Refused(new ReserveResult.LimitExceeded(excesses));
        }
        return command.customer()
                .map(customer -> terms(applying, units, customer))
                .orElseGet(
                        () ->
                                new Terms.Refused(
                                        new ReserveResult.CustomerRequired(
                                                List.copyOf(applying.keySet()))));
    }

    private Terms terms(
            SortedMap<Sku, PurchaseLimit> limits, Map<Sku, Long> units, Customer customer) {
        List<AllowanceChange> allowances = new ArrayList<>();
        limits.forEach(
                (sku, limit) ->
                        allowances.add(
                                new AllowanceChange(
                                        hash.allowance(sku, limit, customer),
                                        units.getOrDefault(sku, 0L),
                                        limit.perCustomer().orElseThrow(),
                                        limit.until(),
                                        false)));
        List<LimitExcess> excesses = excesses(allowances, List.of());
        return excesses.isEmpty()
                ? new Terms.Allowed(allowances)
                : new Terms.Refused(new ReserveResult.LimitExceeded(excesses));
    }

    /**
     * As {@link #terms}, and with what the customer holds now, which costs a request if a limit per
     * customer is known.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    Terms read(
            ReserveCommand command,
            SortedMap<LineKey, Long> lines,
            Optional<PurchaseLimit> ofChannel,
            Instant now,
            Call call) {
        Terms terms = terms(command, lines, ofChannel, now);
        if (!(terms instanceof Terms.Allowed(List<AllowanceChange> allowances))
                || allowances.isEmpty()) {
            return terms;
        }
        Map<AllowanceKey, Allowance> held =
                tables.allowances(allowances.stream().map(AllowanceChange::key).toList(), call);
        List<LimitExcess> excesses = excesses(allowances, held.values());
        if (excesses.isEmpty()) {
            return terms;
        }
        return held.values().stream().anyMatch(it -> it.orders().contains(command.orderId()))
                ? new Terms.HeldBySameOrder()
                : new Terms.Refused(new ReserveResult.LimitExceeded(excesses));
    }

    /** The limits that a customer would exceed who holds these allowances. */
    static List<LimitExcess> excesses(
            List<AllowanceChange> allowances, Collection<Allowance> held) {
        Map<AllowanceKey, Allowance> byKey = new HashMap<>();
        held.forEach(allowance -> byKey.put(allowance.key(), allowance));
        return allowances.stream()
                .map(
                        change ->
                                excess(
                                        change,
                                        byKey.getOrDefault(
                                                change.key(), Allowance.none(change.key()))))
                .filter(excess -> excess.held() + excess.requested() > excess.max())
                .toList();
    }

    private static LimitExcess ofOrder(Sku sku, PurchaseLimit limit, long max, long requested) {
        return new LimitExcess(sku, limit.id(), LimitExcess.Scope.ORDER, max, requested);
    }

    private static LimitExcess excess(AllowanceChange change, Allowance held) {
        return new LimitExcess(
                change.key().sku(),
                change.key().limit(),
                LimitExcess.Scope.CUSTOMER,
                change.max(),
                held.held(),
                change.units(),
                held.orders().stream().sorted(Comparator.comparing(OrderId::value)).toList());
    }

    private SortedMap<Sku, PurchaseLimit> applying(
            SortedMap<LineKey, Long> lines, Optional<PurchaseLimit> ofChannel, Instant now) {
        SortedMap<Sku, PurchaseLimit> applying = new TreeMap<>();
        for (LineKey line : lines.keySet()) {
            limits.of(line.sku())
                    .filter(limit -> limit.appliesAt(now))
                    .or(() -> ofChannel.filter(limit -> limit.appliesAt(now)))
                    .ifPresent(limit -> applying.put(line.sku(), limit));
        }
        return applying;
    }

    private static Map<Sku, Long> unitsBySku(SortedMap<LineKey, Long> lines) {
        Map<Sku, Long> units = new TreeMap<>();
        lines.forEach((line, quantity) -> units.merge(line.sku(), quantity, Long::sum));
        return units;
    }
}
