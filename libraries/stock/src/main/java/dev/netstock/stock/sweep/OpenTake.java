package dev.netstock.stock.sweep;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.StockItem;

import java.util.Optional;

/**
 * A take, from the item's stream. Either a claim names it in the end, or the sweep undoes it.
 *
 * @param item the item
 * @param version the item's version after the take
 * @param order the order that it was made for
 * @param step the step of the order that would claim it
 * @param units how many
 */
public record OpenTake(ItemKey item, long version, OrderId order, int step, long units) {
    /** The take that is the last change of this image; empty if another kind of change is. */
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
