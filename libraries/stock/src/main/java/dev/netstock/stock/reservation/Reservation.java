package dev.netstock.stock.reservation;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.ShippedLine;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * One order's hold on units, built from its deltas.
 *
 * @param orderId the order
 * @param channel the seller
 * @param state its state
 * @param version the number of its steps; the next step is version + 1
 * @param contents the digest of its request
 * @param items the units that the order took, item by item, in the order of its claim
 * @param reservedAt when it was claimed
 * @param expiresAt how long the units are held for the payment, by the newest step that says so
 * @param shipped units that shipped in total, by SKU and location, also from locations where the
 *     order holds none
 * @param steps the order's numbered deltas, oldest first
 */
public record Reservation(
        OrderId orderId,
        Channel channel,
        ReservationState state,
        int version,
        String contents,
        List<HeldItem> items,
        Instant reservedAt,
        Instant expiresAt,
        List<ShippedLine> shipped,
        List<Delta> steps) {
    public Reservation {
        items = List.copyOf(items);
        shipped = List.copyOf(shipped);
        steps = List.copyOf(steps);
    }

    /**
     * Units of one item.
     *
     * @param ordered units that the order took
     * @param cancelled how many of them were cancelled since
     */
    public record HeldItem(ItemKey item, long ordered, long cancelled) {
        /** Units that are not cancelled, shipped or not. */
        public long held() {
            return ordered - cancelled;
        }
    }

    /**
     * Units of a SKU at a location, summed over its shards.
     *
     * @param quantity units that the order took
     * @param cancelled how many of them were cancelled since
     */
    public record Line(Sku sku, Location location, long quantity, long cancelled) {}

    /** The units that the order took, by SKU and location, in the order of its claim. */
    public List<Line> lines() {
        Map<ItemKey, Line> lines = new LinkedHashMap<>();
        for (HeldItem held : items) {
            ItemKey key = ItemKey.of(held.item().sku(), held.item().location());
            lines.merge(
                    key,
                    new Line(key.sku(), key.location(), held.ordered(), held.cancelled()),
                    (a, b) ->
                            new Line(
                                    a.sku(),
                                    a.location(),
                                    a.quantity() + b.quantity(),
                                    a.cancelled() + b.cancelled()));
        }
        return List.copyOf(lines.values());
    }

    /** The units that the reservation holds if it has not ended, item by item. */
    Map<ItemKey, Long> held() {
        return unitsOf(HeldItem::held);
    }

    /**
     * The units of {@link #held} that have not shipped: only these can be given back. Shipped units
     * are deducted from the items of their location in the order of the claim.
     */
    Map<ItemKey, Long> unshipped() {
        Map<ItemKey, Long> left = new HashMap<>();
        shipped.forEach(line -> left.put(ItemKey.of(line.sku(), line.location()), line.units()));
        return unitsOf(
                item -> {
                    ItemKey place = item.item().first();
                    long gone = Math.min(item.held(), left.getOrDefault(place, 0L));
                    left.merge(place, -gone, Long::sum);
                    return item.held() - gone;
                });
    }

    /** The lines that give back all unshipped units. */
    List<DeltaLine> giveBackLines() {
        return unshipped().entrySet().stream()
                .map(item -> DeltaLine.giveBack(item.getKey(), item.getValue()))
                .toList();
    }

    /** Items with units, in the order of the claim. */
    private Map<ItemKey, Long> unitsOf(ToLongFunction<HeldItem> units) {
        Map<ItemKey, Long> all = new LinkedHashMap<>();
        for (HeldItem item : items) {
            long some = units.applyAsLong(item);
            if (some > 0) {
                all.put(item.item(), some);
            }
        }
        return all;
    }
}
