package dev.netstock.sales.figures;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Parts that are counted in one transaction: a marker for each part, and one sum for each cell.
 *
 * @param parts at least one
 */
public record SaleBatch(List<SalePart> parts) {
    public SaleBatch {
        parts = List.copyOf(parts);
    }

    /** Fills batches with parts, in their order. */
    public static List<SaleBatch> of(List<SalePart> parts) {
        List<SaleBatch> batches = new ArrayList<>();
        List<SalePart> current = new ArrayList<>();
        Set<Cell> cells = new HashSet<>();
        for (SalePart part : parts) {
            Set<Cell> with = new HashSet<>(cells);
            with.addAll(part.cells().keySet());
            if (current.size() + 1 + with.size() > DynamoSalesTable.ACTIONS_MAX) {
                batches.add(new SaleBatch(current));
                current.clear();
                with = new HashSet<>(part.cells().keySet());
            }
            current.add(part);
            cells = with;
        }
        if (!current.isEmpty()) {
            batches.add(new SaleBatch(current));
        }
        return batches;
    }

    /** The sums by cell. */
    public SortedMap<Cell, Amounts> cells() {
        SortedMap<Cell, Amounts> sums = new TreeMap<>();
        for (SalePart part : parts) {
            part.cells().forEach((cell, amounts) -> sums.merge(cell, amounts, Amounts::plus));
        }
        return sums;
    }

    public SaleBatch without(Set<SalePart> some) {
        return new SaleBatch(parts.stream().filter(part -> !some.contains(part)).toList());
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }
}
