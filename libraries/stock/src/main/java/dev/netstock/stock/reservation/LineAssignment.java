package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.reservation.Contents.LineKey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Assigns the lines of an order to locations. Lines that name a location are served first. The line
 * of a SKU that names no location gets what they leave, and can be split; so an assignment is found
 * whenever one exists. The first location, by priority, that can serve this line whole serves it;
 * otherwise it is split by priority. If the order would then take from more items than allowed, it
 * uses as few locations as possible.
 */
final class LineAssignment {
    private final Sourcing sourcing;

    /**
     * @param sourcing the locations that may serve the order, by priority
     */
    LineAssignment(Sourcing sourcing) {
        this.sourcing = sourcing;
    }

    /** What to take, or why nothing can be taken. */
    sealed interface Plan {
        record Take(List<ItemUnits> units) implements Plan {}

        /**
         * @param shortages in the order of the lines; an order for the units that they report as
         *     available can be served
         * @param isTooWide whether there are enough units, but at more places than one order may
         *     take from
         */
        record Refuse(List<Shortage> shortages, boolean isTooWide) implements Plan {}
    }

    /**
     * Whether levels must be read first: to choose locations, or because an order of several lines
     * should not take units that it must undo.
     */
    static boolean needsLevels(SortedMap<LineKey, Long> lines) {
        return lines.size() > 1 || lines.firstKey().location().isEmpty();
    }

    /** Whether a SKU has both a line that names a location and a line that names none. */
    static boolean hasCompetingLines(SortedMap<LineKey, Long> lines) {
        Optional<Sku> named = Optional.empty();
        for (LineKey line : lines.keySet()) {
            if (line.location().isEmpty() && named.filter(line.sku()::equals).isPresent()) {
                return true;
            }
            named = Optional.of(line.sku());
        }
        return false;
    }

    /** The places that may serve these lines, each named by its first item. */
    Set<ItemKey> candidates(Collection<LineKey> lines) {
        Set<ItemKey> items = new LinkedHashSet<>();
        for (LineKey line : lines) {
            items.addAll(sourcing.candidates(line));
        }
        return items;
    }

    /** What to take for a line that names its location. */
    static ItemUnits asNamed(LineKey line, long units) {
        return new ItemUnits(ItemKey.of(line.sku(), line.location().orElseThrow()), units);
    }

    /** Assigns lines to the available units; a place that is missing has none. */
    Plan plan(SortedMap<LineKey, Long> lines, Map<ItemKey, Long> available) {
        var byPriority = new PlanBuilder(available);
        lines.forEach(byPriority::takeByPriority);
        if (!byPriority.shortages.isEmpty()) {
            return byPriority.refuse(false);
        }
        if (byPriority.fits()) {
            return byPriority.take();
        }
        var ofFewest = new PlanBuilder(available);
        lines.forEach((line, units) -> ofFewest.takeOfFewest(line, units, Integer.MAX_VALUE));
        if (ofFewest.fits()) {
            return ofFewest.take();
        }
        var limited = new PlanBuilder(available);
        // Each line may take from so many places that one is left for each later line.
        int placesMax = ReserveCommand.LINES_MAX - lines.size();
        for (Map.Entry<LineKey, Long> line : lines.entrySet()) {
            placesMax++;
            limited.takeOfFewest(line.getKey(), line.getValue(), placesMax);
        }
        return limited.refuse(true);
    }

    /**
     * A plan while it is built: units left at each place, units taken, and lines that are short.
     * Lines must come in their sort order.
     */
    private final class PlanBuilder {
        private final Map<ItemKey, Long> left;
        private final Map<ItemKey, Long> taken = new LinkedHashMap<>();
        private final List<Shortage> shortages = new ArrayList<>();

        PlanBuilder(Map<ItemKey, Long> available) {
            left = new LinkedHashMap<>(available);
        }

        void takeByPriority(LineKey line, long units) {
            List<ItemKey> places = sourcing.candidates(line);
            List<ItemKey> chosen =
                    places.stream()
                            .filter(place -> left(place) >= units)
                            .findFirst()
                            .map(List::of)
                            .orElse(places);
            take(line, units, chosen, Integer.MAX_VALUE);
        }

        void takeOfFewest(LineKey line, long units, int placesMax) {
            List<ItemKey> places =
                    sourcing.candidates(line).stream()
                            .sorted(
                                    Comparator.<ItemKey, Boolean>comparing(taken::containsKey)
                                            .thenComparingLong(this::left)
                                            .reversed())
                            .toList();
            take(line, units, places, placesMax);
        }

        /** Takes what each place has, one place after the other. */
        private void take(LineKey line, long units, List<ItemKey> places, int placesMax) {
            long open = units;
            for (ItemKey place : places) {
                long part = Math.min(open, left(place));
                if (part > 0 && (taken.containsKey(place) || taken.size() < placesMax)) {
                    left.merge(place, -part, Long::sum);
                    taken.merge(place, part, Long::sum);
                    open -= part;
                }
            }
            if (open > 0) {
                shortages.add(new Shortage(line.sku(), line.location(), units, units - open));
            }
        }

        private long left(ItemKey place) {
            return Math.max(0, left.getOrDefault(place, 0L));
        }

        /**
         * Units are given back in one transaction, so an order takes from no more items than a
         * transaction can hold.
         */
        boolean fits() {
            return taken.size() <= ReserveCommand.LINES_MAX;
        }

        Plan take() {
            return new Plan.Take(
                    taken.entrySet().stream()
                            .map(entry -> new ItemUnits(entry.getKey(), entry.getValue()))
                            .toList());
        }

        Plan refuse(boolean isTooWide) {
            return new Plan.Refuse(List.copyOf(shortages), isTooWide);
        }
    }
}
