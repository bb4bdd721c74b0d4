package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.Contents.LineKey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Assigns units that an order gives back to the items that hold them. Lines come in the order of
 * {@link Contents#unitsByLine}, so the line that names no location gets what the others of its SKU
 * leave. They exceed the order only if no other assignment exists.
 */
final class Allocation {
    private final Map<ItemKey, Long> left;
    private final Map<ItemKey, Long> given = new LinkedHashMap<>();
    private final List<Excess> excesses = new ArrayList<>();

    /**
     * A line that asks for more than there is.
     *
     * @param requested units that it asks for
     * @param possible units that it can have; for a line that names no location, less the units of
     *     the lines that name one
     */
    record Excess(LineKey line, long requested, long possible) {}

    private Allocation(Map<ItemKey, Long> units) {
        left = new LinkedHashMap<>(units);
    }

    static Allocation of(Map<LineKey, Long> lines, Map<ItemKey, Long> units) {
        var allocation = new Allocation(units);
        lines.forEach(allocation::take);
        return allocation;
    }

    private void take(LineKey line, long units) {
        List<ItemKey> items = left.keySet().stream().filter(item -> line.isFor(item)).toList();
        long open = units;
        for (ItemKey item : items) {
            long part = Math.min(open, left.getOrDefault(item, 0L));
            left.merge(item, -part, Long::sum);
            given.merge(item, part, Long::sum);
            open -= part;
        }
        if (open > 0) {
            excesses.add(new Excess(line, units, units - open));
        }
    }

    /** The lines that exceed what there is; if there are any, nothing may be given back. */
    List<Excess> excesses() {
        return List.copyOf(excesses);
    }

    List<DeltaLine> lines() {
        return given.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> DeltaLine.giveBack(entry.getKey(), entry.getValue()))
                .toList();
    }
}
