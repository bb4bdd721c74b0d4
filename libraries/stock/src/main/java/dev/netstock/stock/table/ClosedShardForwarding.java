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
 * The move that belongs to units which come back to closed items: they go on to the first item of
 * their SKU at once.
 *
 * @param delta gives the units back
 * @param closed the closed items among its lines
 */
public record ClosedShardForwarding(Delta delta, Set<ItemKey> closed) {
    /** What a transaction of DynamoDB holds. */
    private static final int ACTIONS_MAX = 100;

    /** Of the delta, and of the move. */
    private static final int ROWS = 2;

    public ClosedShardForwarding {
        closed = Set.copyOf(closed);
    }

    /**
     * Whether what comes back to these items fits into one transaction, even while all of them are
     * closed that can be. 49 items always do.
     */
    public static boolean fits(Collection<ItemKey> items) {
        Set<ItemKey> changed = items.stream().map(ItemKey::first).collect(Collectors.toSet());
        changed.addAll(items);
        boolean canBeClosed = items.stream().anyMatch(item -> item.shard() > 0);
        return canBeClosed ? ROWS + changed.size() <= ACTIONS_MAX : items.size() < ACTIONS_MAX;
    }

    public boolean isNothing() {
        return closed.isEmpty();
    }

    /** The move's row, named by that of the delta. */
    public Delta move() {
        return new Delta(
                Cause.move(delta.cause().key() + "#" + delta.step()),
                Delta.stepKey(1),
                new Change.Moved(lines()),
                Optional.empty(),
                delta.origin());
    }

    /** What the move adds to an item. */
    public long movedOf(ItemKey item) {
        return units().getOrDefault(item, 0L);
    }

    /** The lines of the move whose items the delta does not name. */
    public List<DeltaLine> others() {
        return lines().stream()
                .filter(
                        move ->
                                delta.lines().stream()
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
        for (DeltaLine line : delta.lines()) {
            if (closed.contains(line.item())) {
                units.merge(line.item(), -line.units(), Long::sum);
                units.merge(line.item().first(), line.units(), Long::sum);
            }
        }
        return units;
    }
}
