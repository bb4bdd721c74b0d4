package dev.netstock.stock.sweep;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables.DeltaKey;

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

    /** The key of the row that would claim it. */
    public DeltaKey claim() {
        return new DeltaKey(Cause.of(order), Delta.stepKey(step));
    }

    /**
     * Whether a row claims it. Rows never change, so a row that does so settles the take, however
     * it was read.
     */
    public boolean isNamedBy(Delta row) {
        return row.lines().stream()
                .anyMatch(line -> line.version() == version && line.item().equals(item));
    }

    DeltaLine line() {
        return DeltaLine.take(item, units, version);
    }
}
