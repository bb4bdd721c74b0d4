package dev.netstock.stock.sweep;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.StockItem;

import java.util.Optional;

/**
 * A take as the item's stream shows it: a claim must name it in the end, or it goes back.
 *
 * @param item the item
 * @param version the item's version after the take
 * @param order on behalf of which order
 * @param step at which step of the order its claim would stand
 * @param units how many
 */
public record OpenTake(ItemKey item, long version, OrderId order, int step, long units) {
    /** The take that left an item like this; empty if another kind of change did. */
    public static Optional<OpenTake> of(StockItem image) {
        LastChange change = image.lastChange();
        return change.kind() == LastChange.Kind.TAKE
                ? change.order()
                        .map(
                                order ->
                                        new OpenTake(
                                                image.key(),
                                                image.version(),
                                                order,
                                                change.step(),
                                                -change.units()))
                : Optional.empty();
    }

    boolean isNamedBy(DeltaLine line) {
        return line.version() == version && line.item().equals(item);
    }

    DeltaLine line() {
        return DeltaLine.take(item, units, version);
    }
}
