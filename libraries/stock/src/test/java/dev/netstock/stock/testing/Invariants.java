package dev.netstock.stock.testing;

import static java.util.stream.Collectors.groupingBy;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.AllowanceChange;
import dev.netstock.stock.limit.AllowanceKey;
import dev.netstock.stock.table.StockItem;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The invariants of the stock model, checked on current items and rows. */
public final class Invariants {
    private Invariants() {}

    /** Conservation: available and reserved add up to supply, and nothing is oversold. */
    public static void conservation(Collection<StockItem> items) {
        items.stream()
                .collect(groupingBy(item -> item.key().first()))
                .values()
                .forEach(Invariants::conserved);
        notOversold(items);
    }

    /** Conservation when supply may fall below the sold units. */
    public static void conservationInDebt(Collection<StockItem> items) {
        items.stream()
                .collect(groupingBy(item -> item.key().first()))
                .values()
                .forEach(Invariants::conserved);
    }

    /** Conservation of a SKU at a location: of all its items. */
    public static void conserved(Collection<StockItem> shards) {
        long supply =
                shards.stream()
                        .flatMap(item -> item.supply().stream())
                        .mapToLong(StockItem.Supply::supply)
                        .sum();
        long units = shards.stream().mapToLong(item -> item.available() + item.reserved()).sum();
        check(units == supply, "available + reserved is not the supply", shards);
        for (StockItem item : shards) {
            check(
                    item.available() >= 0 || item.key().shard() == 0 || item.key().isPool(),
                    "sold more than there was",
                    item);
            check(item.reserved() >= 0, "gave back more than was taken", item);
        }
        List<StockItem> general = shards.stream().filter(item -> !item.key().isPool()).toList();
        long least = general.stream().mapToLong(StockItem::available).min().orElse(0);
        check(
                least >= 0 || general.stream().allMatch(item -> item.available() <= 0),
                "an item is below 0 while another has units",
                shards);
    }

    /** General stock is not in debt. A pool may be: its channel promises before it reserves. */
    public static void notOversold(Collection<StockItem> items) {
        items.forEach(
                item ->
                        check(
                                item.available() >= 0 || item.key().isPool(),
                                "sold more than there was",
                                item));
    }

    /** Only orders of a channel take from its pool. */
    public static void poolsAreKept(Collection<StockItem> items, Collection<Delta> deltas) {
        Map<ItemKey, Channel> pools = new HashMap<>();
        items.forEach(
                item ->
                        item.layout()
                                .pools()
                                .forEach(
                                        (channel, number) ->
                                                pools.put(item.key().shard(number), channel)));
        for (StockItem item : items) {
            check(
                    !item.key().isPool() || pools.containsKey(item.key()),
                    "a sum would miss a pool",
                    item);
        }
        for (Delta delta : deltas) {
            if (delta.channel().isPresent()) {
                for (DeltaLine line : delta.lines()) {
                    check(
                            !line.item().isPool()
                                    || delta.channel()
                                            .equals(Optional.ofNullable(pools.get(line.item()))),
                            "another channel took from a pool",
                            delta);
                }
            }
        }
    }

    /** Moves: available plus reserved of an item equals its supply and moves. */
    public static void moves(Collection<StockItem> items, Collection<Delta> deltas) {
        Map<ItemKey, Long> units = new HashMap<>();
        for (Delta delta : deltas) {
            if (delta.cause().kind() != Cause.Kind.ORDER) {
                delta.lines().forEach(line -> units.merge(line.item(), line.units(), Long::sum));
            }
        }
        for (StockItem item : items) {
            check(
                    item.available() + item.reserved() == units.getOrDefault(item.key(), 0L),
                    "units came or went without a row",
                    item);
        }
    }

    /**
     * Journal, when no take is open: reserved is the sum of the orders' deltas, and supply the sum
     * of the supply deltas.
     */
    public static void journal(Collection<StockItem> items, Collection<Delta> deltas) {
        Map<ItemKey, Long> reserved = new HashMap<>();
        Map<ItemKey, Long> supply = new HashMap<>();
        for (Delta delta : deltas) {
            if (delta.isNumbered()) {
                Map<ItemKey, Long> sums =
                        switch (delta.cause().kind()) {
                            case ORDER -> reserved;
                            case SUPPLY, CORRECTION -> supply;
                            case MOVE, RECONCILE -> new HashMap<>();
                        };
                for (DeltaLine line : delta.lines()) {
                    sums.merge(line.item(), line.units(), Long::sum);
                }
            }
        }
        for (StockItem item : items) {
            check(
                    item.reserved() == -reserved.getOrDefault(item.key(), 0L),
                    "reserved is not what deltas say",
                    item);
            long inItem = item.supply().map(StockItem.Supply::supply).orElse(0L);
            check(
                    inItem == supply.getOrDefault(item.key(), 0L),
                    "supply is not what deltas say",
                    item);
        }
    }

    /** Once: each order ends at most once, and gives back no more than it took. */
    public static void once(Collection<Delta> deltas) {
        Map<Cause, Map<ItemKey, Long>> held = new HashMap<>();
        Map<Cause, Integer> ends = new HashMap<>();
        for (Delta delta : deltas) {
            if (delta.isNumbered()) {
                delta.lines()
                        .forEach(
                                line ->
                                        held.computeIfAbsent(delta.cause(), _ -> new HashMap<>())
                                                .merge(line.item(), line.units(), Long::sum));
                if (delta.change() instanceof Change.Released) {
                    ends.merge(delta.cause(), 1, Integer::sum);
                }
            }
        }
        ends.forEach((cause, count) -> check(count == 1, "ended more than once", cause));
        held.forEach(
                (cause, units) -> {
                    if (cause.kind() == Cause.Kind.ORDER) {
                        units.forEach(
                                (item, sum) ->
                                        check(
                                                sum <= 0,
                                                "an order gave back more than it took",
                                                item));
                    }
                });
    }

    /**
     * Allowances: each holds what the rows say, and no more than its limit; and an order holds as
     * many units of an allowance as of its SKU.
     */
    public static void allowances(Collection<Allowance> allowances, Collection<Delta> deltas) {
        Map<AllowanceKey, Long> held = new HashMap<>();
        Map<AllowanceKey, Long> max = new HashMap<>();
        for (Delta delta : deltas) {
            for (AllowanceChange change : delta.allowances()) {
                held.merge(change.key(), change.units(), Long::sum);
                max.merge(change.key(), change.max(), Math::max);
            }
        }
        for (Allowance allowance : allowances) {
            check(
                    allowance.held() == held.getOrDefault(allowance.key(), 0L),
                    "an allowance is not what deltas say",
                    allowance);
            check(
                    allowance.held() >= 0
                            && allowance.held() <= max.getOrDefault(allowance.key(), 0L),
                    "an allowance exceeds its limit",
                    allowance);
            check(
                    allowance.held() > 0 == !allowance.orders().isEmpty(),
                    "an allowance names other orders than those that hold it",
                    allowance);
            held.remove(allowance.key());
        }
        check(held.values().stream().allMatch(units -> units == 0), "an allowance is lost", held);
        deltas.stream()
                .filter(Delta::isNumbered)
                .collect(groupingBy(Delta::cause))
                .values()
                .forEach(Invariants::allowancesOfOrder);
    }

    private static void allowancesOfOrder(Collection<Delta> steps) {
        Map<Sku, Long> allowances = new HashMap<>();
        for (Delta step : steps) {
            step.allowances()
                    .forEach(it -> allowances.merge(it.key().sku(), it.units(), Long::sum));
        }
        allowances.forEach(
                (sku, units) ->
                        check(
                                units
                                        == -steps.stream()
                                                .flatMap(step -> step.lines().stream())
                                                .filter(line -> line.item().sku().equals(sku))
                                                .mapToLong(DeltaLine::units)
                                                .sum(),
                                "an order holds other units than its allowance counts",
                                steps));
    }

    /**
     * Shipped units stay: for each SKU and location, a step gives back no more than the order held
     * there unshipped before.
     */
    public static void shippedStays(Collection<Delta> deltas) {
        Map<Cause, Map<ItemKey, Long>> held = new HashMap<>();
        Map<Cause, Map<ItemKey, Long>> shipped = new HashMap<>();
        for (Delta delta :
                deltas.stream()
                        .filter(delta -> delta.cause().kind() == Cause.Kind.ORDER)
                        .filter(Delta::isNumbered)
                        .sorted(Comparator.comparing(Delta::step))
                        .toList()) {
            Map<ItemKey, Long> before = held.computeIfAbsent(delta.cause(), _ -> new HashMap<>());
            Map<ItemKey, Long> shippedBefore =
                    shipped.computeIfAbsent(delta.cause(), _ -> new HashMap<>());
            Map<ItemKey, Long> units = new HashMap<>();
            delta.lines()
                    .forEach(line -> units.merge(line.item().first(), line.units(), Long::sum));
            units.forEach(
                    (place, sum) -> {
                        long unshipped =
                                before.getOrDefault(place, 0L)
                                        - shippedBefore.getOrDefault(place, 0L);
                        check(
                                sum <= Math.max(0, unshipped),
                                "an order gave back units that had left",
                                delta);
                        before.merge(place, -sum, Long::sum);
                    });
            if (delta.change() instanceof Change.Shipped(List<ShippedLine> lines)) {
                lines.forEach(
                        line ->
                                shippedBefore.merge(
                                        ItemKey.of(line.sku(), line.location()),
                                        line.units(),
                                        Long::sum));
            }
        }
    }

    /**
     * Holds: an order expires only when the newest end of its hold is over, and no hold is extended
     * after the order has ended. Each transfer happens once.
     */
    public static void holdsAndTransfers(Collection<Delta> deltas) {
        Map<Cause, Instant> ends = new HashMap<>();
        Map<Cause, Delta> closed = new HashMap<>();
        Set<String> transfers = new HashSet<>();
        for (Delta delta :
                deltas.stream()
                        .filter(delta -> delta.cause().kind() == Cause.Kind.ORDER)
                        .filter(Delta::isNumbered)
                        .sorted(Comparator.comparing(Delta::step))
                        .toList()) {
            switch (delta.change()) {
                case Change.Reserved reserved -> ends.put(delta.cause(), reserved.expiresAt());
                case Change.Extended extended -> {
                    check(
                            !closed.containsKey(delta.cause()),
                            "a hold was extended after its order had ended",
                            delta);
                    ends.put(delta.cause(), extended.expiresAt());
                }
                case Change.Expired _ -> {
                    check(
                            !delta.origin().at().isBefore(ends.get(delta.cause())),
                            "an order expired before its hold was over",
                            delta);
                    closed.put(delta.cause(), delta);
                }
                case Change.Confirmed _, Change.Released _ -> closed.put(delta.cause(), delta);
                case Change.Transferred transferred ->
                        check(
                                transfers.add(delta.cause() + "/" + transferred.transferId()),
                                "a transfer happened twice",
                                delta);
                default -> {}
            }
        }
    }

    private static void check(boolean holds, String what, Object where) {
        if (!holds) {
            throw new AssertionError(what + ": " + where);
        }
    }
}
