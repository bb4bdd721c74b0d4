package dev.netstock.stock.table;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The move that forwards units to the first item of their SKU when they are given back to closed
 * items.
 *
 * @param delta the delta that gives the units back
 * @param closed the closed items among its lines
 */
public record ClosedShardForwarding(Delta delta, Set<ItemKey> closed) {
    /** The most actions of a DynamoDB transaction. */
    private static final int ACTIONS_MAX = 100;

    /** The row of the delta and the row of the move. */
    private static final int ROWS = 2;

    public ClosedShardForwarding {
        closed = Set.copyOf(closed);
    }

    /**
     * Whether giving units back to these items fits into one transaction, even if all of them
     * except the first are closed. 49 items always fit.
     */
    public static boolean fits(Collection<ItemKey> items) {
        return fits(items, 0);
    }

    /**
     * As {@link #fits(Collection)}, if the same transaction gives allowances back.
     *
     * @param allowances how many
     */
    public static boolean fits(Collection<ItemKey> items, int allowances) {
        Set<ItemKey> changed = items.stream().map(ItemKey::first).collect(Collectors.toSet());
        changed.addAll(items);
        boolean canBeClosed = items.stream().anyMatch(item -> item.shard() > 0);
        int others = canBeClosed ? ROWS + changed.size() : 1 + items.size();
        return others + allowances <= ACTIONS_MAX;
    }

    public boolean isNothing() {
        return closed.isEmpty();
    }

    /** The row of the move; its key contains that of the delta. */
    public Delta move() {
        return new Delta(
                Cause.move(delta.cause().key() + "#" + delta.step()),
                Delta.stepKey(1),
                new Change.Moved(lines()),
                Optional.empty(),
                delta.origin());
    }

    /** The units that the move adds to an item. */
    public long movedOf(ItemKey item) {
        return units().getOrDefault(item, 0L);
    }

    /** The lines of the move whose items are not in the delta. */
    public List<DeltaLine> others() {
        return lines().stream()
                .filter(
                        move ->
                                delta.returns().stream()
                                        .noneMatch(line -> line.item().equals(move.item())))
                .toList();
    }

    private List<DeltaLine> lines() {
        return units().entrySet().stream()
                .filter(item -> item.getValue() != 0)
                .map(item -> new DeltaLine(item.getKey(), item.getValue(), 0))
                .toList();
    }

    private Map<ItemKey, Long> units() {
        var units = new TreeMap<ItemKey, Long>();
        for (DeltaLine line : delta.returns()) {
            if (closed.contains(line.item())) {
                units.merge(line.item(), -line.units(), Long::sum);
                units.merge(line.item().first(), line.units(), Long::sum);
            }
        }
        return units;
    }
}
