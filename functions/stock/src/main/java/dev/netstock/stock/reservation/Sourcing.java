package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Locations;
import dev.netstock.stock.Sku;
import dev.netstock.stock.reservation.Contents.LineKey;

import java.util.ArrayList;
import java.util.Collection;
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
    static boolean needsLevels(Map<LineKey, Long> lines) {
        return lines.size() > 1 || lines.keySet().iterator().next().location().isEmpty();
    }

    /** The items from which these lines may be served, each the first of its SKU and location. */
    Set<ItemKey> candidates(Collection<LineKey> lines) {
        Set<ItemKey> items = new LinkedHashSet<>();
        for (LineKey line : lines) {
            items.addAll(candidates(line.sku(), line.location()));
        }
        return items;
    }

    /** What to take for a line that names its location, if there are as many units. */
    static ItemUnits asNamed(LineKey line, long units) {
        return new ItemUnits(ItemKey.of(line.sku(), line.location().orElseThrow()), units);
    }

    /** What to take where there are so many units; a place that is missing has none. */
    Plan plan(Map<LineKey, Long> lines, Map<ItemKey, Long> available) {
        var planning = new Planning(available);
        lines.forEach(
                (line, units) ->
                        line.location()
                                .ifPresent(location -> planning.takeAt(line, location, units)));
        lines.forEach(
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
