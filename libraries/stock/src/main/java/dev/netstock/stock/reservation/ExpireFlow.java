package dev.netstock.stock.reservation;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Change.Expired;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.limit.AllowanceChange;
import dev.netstock.stock.limit.AllowanceKey;
import dev.netstock.stock.table.StockTables.DeltaKey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Expires a reservation that was not confirmed before its hold was over. Thread-safe. */
public final class ExpireFlow {
    /** The most actions of a DynamoDB transaction. */
    private static final int ACTIONS_MAX = 100;

    private final Orders orders;
    private final Parallel parallel;

    /**
     * @param orders reads and writes orders
     * @param parallel reads several orders
     */
    ExpireFlow(Orders orders, Parallel parallel) {
        this.orders = orders;
        this.parallel = parallel;
    }

    /**
     * A reservation whose hold is over.
     *
     * @param order the order
     * @param step the step that set this end of the hold
     */
    public record Hold(OrderId order, int step) {
        private DeltaKey next() {
            return new DeltaKey(Cause.of(order), Delta.stepKey(step + 1));
        }
    }

    /**
     * The holds among these that have ended, as far as an eventually consistent read shows: the
     * step after the one that set their end is a confirmation, a release or an expiry, or an
     * extension, which has a hold of its own. Rows never change, so what it finds is true. It may
     * miss some; {@link #expire} decides about the others. It costs half a read unit for each hold,
     * and a request for a hundred of them.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public Set<Hold> visiblyEnded(Collection<Hold> holds, Call call) {
        Map<DeltaKey, Hold> byNextStep =
                holds.stream().distinct().collect(toMap(Hold::next, hold -> hold));
        return orders.visibleRows(byNextStep.keySet(), call).stream()
                .filter(row -> ends(row.change()))
                .map(row -> byNextStep.get(DeltaKey.of(row)))
                .collect(toSet());
    }

    /**
     * Expires a reservation whose hold is over. Repeating the command has no further effect.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public ExpireResult expire(OrderId orderId, Call call) {
        return orders.run(orderId, state -> ExpirePolicy.decide(state, orders.now()), call);
    }

    /**
     * Expires reservations that hold units of one item each, with one transaction for those of the
     * same item. Transactions of one item conflict, so one at a time expires no more than about a
     * hundred holds of an item in a second.
     *
     * @param ids any orders; those that this method does not expire must be {@link #expire expired}
     *     one by one
     * @return the reservations that it has expired, by order
     */
    public Map<OrderId, Reservation> expireTogether(Collection<OrderId> ids, Call call) {
        Map<ItemKey, List<Order>> byItem = new LinkedHashMap<>();
        for (Order order : readAll(ids, call)) {
            soleItem(order)
                    .ifPresent(
                            item ->
                                    byItem.computeIfAbsent(item, _ -> new ArrayList<>())
                                            .add(order));
        }
        Map<OrderId, Reservation> expired = new HashMap<>();
        byItem.values().stream()
                .map(ExpireFlow::together)
                .filter(some -> some.size() > 1)
                .forEach(some -> writeAll(some, call).forEach(it -> expired.put(it.orderId(), it)));
        return expired;
    }

    /** Orders that cannot be read now are left out. */
    private List<Order> readAll(Collection<OrderId> ids, Call call) {
        return parallel
                .run(
                        ids.stream()
                                .distinct()
                                .<Supplier<Optional<Order>>>map(id -> () -> read(id, call))
                                .toList())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Order> read(OrderId id, Call call) {
        try {
            return Optional.of(orders.read(id, call));
        } catch (RetryLaterException _) {
            return Optional.empty();
        }
    }

    /** The item of a reservation that is to expire, if it has only one. */
    private Optional<ItemKey> soleItem(Order order) {
        return expiry(order)
                .map(Expired::lines)
                .filter(lines -> lines.size() == 1)
                .map(lines -> lines.getFirst().item());
    }

    private Optional<Expired> expiry(Order order) {
        return ExpirePolicy.decide(order.reservation(), orders.now())
                                instanceof Decision.Write<ExpireResult>(Change change, var _)
                        && change instanceof Expired expired
                ? Optional.of(expired)
                : Optional.empty();
    }

    /**
     * As many as fit into one transaction. Two orders of one customer change the same allowance,
     * which a transaction can do only once.
     */
    private static List<Order> together(List<Order> ofItem) {
        List<Order> chosen = new ArrayList<>();
        Set<AllowanceKey> allowances = new HashSet<>();
        for (Order order : ofItem) {
            List<AllowanceKey> own =
                    order.steps().stream()
                            .flatMap(step -> step.allowances().stream())
                            .map(AllowanceChange::key)
                            .distinct()
                            .toList();
            boolean fits = 2 + chosen.size() + allowances.size() + own.size() <= ACTIONS_MAX;
            if (fits && Collections.disjoint(allowances, own)) {
                chosen.add(order);
                allowances.addAll(own);
            }
        }
        return chosen;
    }

    private List<Reservation> writeAll(List<Order> some, Call call) {
        List<Expired> changes = some.stream().flatMap(it -> expiry(it).stream()).toList();
        try {
            return changes.size() == some.size()
                    ? orders.writeTogether(some, changes, call).orElse(List.of())
                    : List.of();
        } catch (RetryLaterException _) {
            return List.of();
        }
    }

    private static boolean ends(Change change) {
        return change instanceof Change.Confirmed
                || change instanceof Change.Released
                || change instanceof Change.Expired
                || change instanceof Change.Extended;
    }
}
