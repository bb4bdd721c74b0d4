package dev.netstock.stock.reservation;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Locations;
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
 * Where the units of an order come from. Lines that name a location are served first; a line that
 * names none shares with no other line of its SKU what they leave, and may be split. So a plan is
 * found whenever there is one. It is served by the first location, in order of priority, that can
 * serve it whole; where none can, it is split in the same order; and where that would take from
 * more items than one order may, from as few locations as possible.
 *
 * @param locations the locations by priority
 */
record LineAssignment(Locations locations) {
    /** What to take, or why nothing can be taken. */
    sealed interface Plan {
        record Take(List<ItemUnits> units) implements Plan {}

        /**
         * @param shortages sorted as the lines are; an order that asks for what they leave can be
         *     served
         * @param isTooWide whether there are units enough, but at more places than one order may
         *     take from
         */
        record Refuse(List<Shortage> shortages, boolean isTooWide) implements Plan {}
    }

    /**
     * Whether levels must be read first: to choose locations, or to spare an order of many lines
     * takes in vain.
     */
    static boolean needsLevels(SortedMap<LineKey, Long> lines) {
        return lines.size() > 1 || lines.firstKey().location().isEmpty();
    }

    /** Whether a SKU is asked for at a location and, by another line, anywhere. */
    static boolean doCompete(SortedMap<LineKey, Long> lines) {
        Optional<Sku> named = Optional.empty();
        for (LineKey line : lines.keySet()) {
            if (line.location().isEmpty() && named.filter(line.sku()::equals).isPresent()) {
                return true;
            }
            named = Optional.of(line.sku());
        }
        return false;
    }

    /** The items from which these lines may be served, each the first of its SKU and location. */
    Set<ItemKey> candidates(Collection<LineKey> lines) {
        Set<ItemKey> items = new LinkedHashSet<>();
        for (LineKey line : lines) {
            items.addAll(candidates(line));
        }
        return items;
    }

    /** What to take for a line that names its location, if there are as many units. */
    static ItemUnits asNamed(LineKey line, long units) {
        return new ItemUnits(ItemKey.of(line.sku(), line.location().orElseThrow()), units);
    }

    /** What to take where there are so many units; a place that is missing has none. */
    Plan plan(SortedMap<LineKey, Long> lines, Map<ItemKey, Long> available) {
        var byPriority = new Planning(available);
        lines.forEach(byPriority::takeByPriority);
        if (!byPriority.shortages.isEmpty()) {
            return byPriority.refuse(false);
        }
        if (byPriority.fits()) {
            return byPriority.take();
        }
        var ofFewest = new Planning(available);
        lines.forEach((line, units) -> ofFewest.takeOfFewest(line, units, Integer.MAX_VALUE));
        if (ofFewest.fits()) {
            return ofFewest.take();
        }
        var limited = new Planning(available);
        // Each line may take from as many places as leave one to each line behind it.
        int room = ReserveCommand.LINES_MAX - lines.size();
        for (Map.Entry<LineKey, Long> line : lines.entrySet()) {
            room++;
            limited.takeOfFewest(line.getKey(), line.getValue(), room);
        }
        return limited.refuse(true);
    }

    /** The places that may serve a line, the preferred one first. */
    private List<ItemKey> candidates(LineKey line) {
        return line.location().map(List::of).orElse(locations.byPriority()).stream()
                .map(place -> ItemKey.of(line.sku(), place))
                .toList();
    }

    /**
     * One plan in the making: what is left at each place, what is taken, and which lines are short.
     * Lines are to come as they are sorted.
     */
    private final class Planning {
        private final Map<ItemKey, Long> left;
        private final Map<ItemKey, Long> taken = new LinkedHashMap<>();
        private final List<Shortage> shortages = new ArrayList<>();

        Planning(Map<ItemKey, Long> available) {
            left = new LinkedHashMap<>(available);
        }

        void takeByPriority(LineKey line, long units) {
            List<ItemKey> places = candidates(line);
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
                    candidates(line).stream()
                            .sorted(
                                    Comparator.<ItemKey, Boolean>comparing(taken::containsKey)
                                            .thenComparingLong(this::left)
                                            .reversed())
                            .toList();
            take(line, units, places, placesMax);
        }

        /** Takes what is there, of one place after the other. */
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
         * All that gives units back is one transaction: an order takes from no more items than one
         * may hold.
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
