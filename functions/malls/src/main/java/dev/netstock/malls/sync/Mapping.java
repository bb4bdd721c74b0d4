package dev.netstock.malls.sync;

import dev.netstock.stock.Sku;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a mall item sells. The row of an item whose mapping was removed stays: it has the units that
 * cancelled orders bring back.
 *
 * @param parts the SKUs of one sold item; empty if the item is no longer mapped
 * @param linked the SKUs by which the store finds the row; it keeps them equal to the parts
 * @param change what the item is to sell instead
 */
public record Mapping(List<Part> parts, Set<Sku> linked, Optional<Change> change) {
    public Mapping {
        parts = List.copyOf(parts);
        linked = Collections.unmodifiableSet(new TreeSet<>(linked));
    }

    /**
     * Another mapping. It takes effect when the mall certainly shows none and the pool has its
     * units back.
     *
     * @param parts empty to remove the mapping
     * @param asked when it was asked for; a count that was read before says nothing
     */
    public record Change(List<Part> parts, Instant asked) {
        public Change {
            parts = List.copyOf(parts);
        }
    }

    /** Of an item that the store does not have yet. */
    public static Mapping of(List<Part> parts) {
        return new Mapping(parts, Set.of(), Optional.empty());
    }

    /** The units of each SKU in one sold item, whatever the number of pages. */
    public static Map<Sku, Long> sells(Collection<Part> parts) {
        return Collections.unmodifiableMap(
                parts.stream()
                        .collect(
                                Collectors.toMap(Part::sku, Part::units, Long::sum, TreeMap::new)));
    }

    /** The SKUs of the parts. */
    public Set<Sku> skus() {
        return sells(parts).keySet();
    }

    /** As the store has it, found by each of its SKUs. */
    public Mapping stored() {
        return linked.equals(skus()) ? this : new Mapping(parts, skus(), change);
    }

    Mapping withParts(List<Part> newParts) {
        return new Mapping(newParts, linked, change);
    }

    Mapping withChange(Optional<Change> newChange) {
        return new Mapping(parts, linked, newChange);
    }

    Mapping changed() {
        return new Mapping(change.orElseThrow().parts(), linked, Optional.empty());
    }
}
