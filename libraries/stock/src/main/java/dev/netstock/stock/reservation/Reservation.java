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
 * One order's hold on units, as its deltas tell it.
 *
 * @param orderId the order
 * @param channel who sells
 * @param state where it stands
 * @param version how many numbered steps it has; the next step is written as version + 1
 * @param contents the digest of the request that made it
 * @param items what the order took, item by item, in the order of its claim
 * @param reservedAt when it was claimed
 * @param expiresAt until when the units wait for a payment
 * @param shipped units that left in total, by SKU and location, also from locations where the order
 *     holds none
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
     * @param cancelled units of those that were cancelled since
     */
    public record HeldItem(ItemKey item, long ordered, long cancelled) {
        /** Units that are not cancelled, shipped or not. */
        public long held() {
            return ordered - cancelled;
        }
    }

    /**
     * Units of a SKU at a location, whatever the shards.
     *
     * @param quantity units that the order took
     * @param cancelled units of those that were cancelled since
     */
    public record Line(Sku sku, Location location, long quantity, long cancelled) {}

    /** What the order took, by SKU and location, in the order of its claim. */
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

    /** Units that a reservation which has not ended holds, item by item. */
    Map<ItemKey, Long> held() {
        return unitsOf(HeldItem::held);
    }

    /**
     * Those of {@link #held} that have not left yet: all that may go back to the shelf. What left a
     * location is deducted from its items in the order of the claim.
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

    /** The lines that give back all that may go back. */
    List<DeltaLine> givingBack() {
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
