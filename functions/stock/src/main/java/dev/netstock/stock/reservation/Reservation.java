package dev.netstock.stock.reservation;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Delta;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        List<Delta> steps) {
    public Reservation {
        items = List.copyOf(items);
        steps = List.copyOf(steps);
    }

    /**
     * Units of one item.
     *
     * @param ordered units that the order took
     * @param cancelled units of those that were cancelled since
     */
    public record HeldItem(ItemKey item, long ordered, long cancelled) {
        public long cancellable() {
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
}
