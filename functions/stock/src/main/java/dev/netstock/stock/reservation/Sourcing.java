package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Locations;
import dev.netstock.stock.Sku;
import dev.netstock.stock.reservation.Contents.LineKey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the units of an order come from. A line that names no location is served by the first
 * location, in order of priority, that can serve it whole; where none can, it is split in the same
 * order.
 *
 * @param locations the locations by priority
 */
record Sourcing(Locations locations) {
    /** What to take, or why nothing can be taken. */
    sealed interface Plan {
        record Take(List<ItemUnits> units) implements Plan {}

        record Refuse(List<Shortage> shortages) implements Plan {}
    }

    /**
     * Whether levels must be read first: to choose locations, or to spare an order of many lines
     * takes in vain.
     */
    static boolean needsLevels(List<RequestedLine> lines) {
        return lines.size() > 1 || lines.getFirst().location().isEmpty();
    }

    /** The items from which these lines may be served. */
    Set<ItemKey> candidates(List<RequestedLine> lines) {
        Set<ItemKey> items = new LinkedHashSet<>();
        for (RequestedLine line : lines) {
            items.addAll(candidates(line.sku(), line.location()));
        }
        return items;
    }

    /**
     * What to take if each item has as many units as it needs: for lines that all name their
     * location.
     */
    static List<ItemUnits> asNamed(List<RequestedLine> lines) {
        Map<ItemKey, Long> units = new LinkedHashMap<>();
        for (RequestedLine line : lines) {
            units.merge(
                    ItemKey.of(line.sku(), line.location().orElseThrow()),
                    (long) line.quantity(),
                    Long::sum);
        }
        return unitsOf(units);
    }

    /** What to take where items have so many units; an item that is missing has none. */
    Plan plan(List<RequestedLine> lines, Map<ItemKey, Long> available) {
        var planning = new Planning(available);
        Map<LineKey, Long> addedUp = Contents.addedUp(lines);
        addedUp.forEach(
                (line, units) ->
                        line.location()
                                .ifPresent(location -> planning.takeAt(line, location, units)));
        addedUp.forEach(
                (line, units) -> {
                    if (line.location().isEmpty()) {
                        planning.takeAnywhere(line, units);
                    }
                });
        return planning.plan();
    }

    private List<ItemKey> candidates(Sku sku, Optional<Location> location) {
        return location.map(List::of).orElse(locations.byPriority()).stream()
                .map(place -> ItemKey.of(sku, place))
                .toList();
    }

    private static List<ItemUnits> unitsOf(Map<ItemKey, Long> units) {
        return units.entrySet().stream()
                .map(entry -> new ItemUnits(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * One plan in the making: what is left of each item, what is taken, and which lines are short.
     */
    private final class Planning {
        private final Map<ItemKey, Long> left;
        private final Map<ItemKey, Long> taken = new LinkedHashMap<>();
        private final List<Shortage> shortages = new ArrayList<>();

        Planning(Map<ItemKey, Long> available) {
            left = new LinkedHashMap<>(available);
        }

        Plan plan() {
            return shortages.isEmpty()
                    ? new Plan.Take(unitsOf(taken))
                    : new Plan.Refuse(List.copyOf(shortages));
        }

        void takeAt(LineKey line, Location location, long units) {
            ItemKey item = ItemKey.of(line.sku(), location);
            if (left(item) < units || !fits(1)) {
                shortages.add(new Shortage(line.sku(), line.location(), units, left(item)));
            } else {
                take(item, units);
            }
        }

        void takeAnywhere(LineKey line, long units) {
            List<ItemKey> items = candidates(line.sku(), Optional.empty());
            Optional<ItemKey> whole =
                    items.stream().filter(item -> left(item) >= units).findFirst();
            if (whole.isPresent() && fits(1)) {
                take(whole.get(), units);
            } else {
                split(line, items, units);
            }
        }

        private void split(LineKey line, List<ItemKey> items, long units) {
            Map<ItemKey, Long> parts = new LinkedHashMap<>();
            long open = units;
            for (ItemKey item : items) {
                long part = Math.min(open, left(item));
                if (part > 0) {
                    parts.put(item, part);
                    open -= part;
                }
            }
            if (open > 0 || !fits(parts.size())) {
                long sum = items.stream().mapToLong(this::left).sum();
                shortages.add(new Shortage(line.sku(), Optional.empty(), units, sum));
            } else {
                parts.forEach(this::take);
            }
        }

        private long left(ItemKey item) {
            return Math.max(0, left.getOrDefault(item, 0L));
        }

        private void take(ItemKey item, long units) {
            left.merge(item, -units, Long::sum);
            taken.merge(item, units, Long::sum);
        }

        /**
         * All that gives units back is one transaction: an order takes from no more items than one
         * may hold.
         */
        private boolean fits(int more) {
            return taken.size() + more <= ReserveCommand.LINES_MAX;
        }
    }
}
