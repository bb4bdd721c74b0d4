package dev.netstock.replenishment.watch;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of a SKU. They are always replaced as a whole.
 *
 * @param sku the product
 * @param version 1 for the first settings, +1 with each replacement; 0 if there never were any
 * @param setAt when they were set, in milliseconds; always later than before, whatever the clock
 *     says
 * @param locations the thresholds by location; empty for a location that no longer has any: it is
 *     kept, since it may have been low
 * @param samples display samples by location; a location whose samples come from the files is
 *     missing
 * @param formerSamples locations that had display samples by earlier settings, and when they were
 *     removed; empty if the location still has settings, and its samples come from the files
 */
public record SkuSettings(
        Sku sku,
        long version,
        Instant setAt,
        SortedMap<Location, Optional<Thresholds>> locations,
        SortedMap<Location, Long> samples,
        SortedMap<Location, Optional<Instant>> formerSamples) {
    public SkuSettings {
        locations = Collections.unmodifiableSortedMap(new TreeMap<>(locations));
        samples = Collections.unmodifiableSortedMap(new TreeMap<>(samples));
        formerSamples = Collections.unmodifiableSortedMap(new TreeMap<>(formerSamples));
    }

    /**
     * New settings that replace the current ones.
     *
     * @param sku the product
     * @param thresholds when it is low, by location
     * @param samples display samples by location
     * @param locations all locations that have any setting
     */
    public record Replacement(
            Sku sku,
            Map<Location, Thresholds> thresholds,
            Map<Location, Long> samples,
            Set<Location> locations) {
        public Replacement {
            thresholds = Map.copyOf(thresholds);
            samples = Map.copyOf(samples);
            locations = Set.copyOf(locations);
        }
    }

    public static SkuSettings none(Sku sku) {
        return new SkuSettings(
                sku, 0, Instant.EPOCH, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** The next version. Locations that are left out lose their thresholds and samples. */
    public SkuSettings next(Replacement request, Instant now) {
        SortedMap<Location, Optional<Thresholds>> next = new TreeMap<>();
        locations.keySet().forEach(location -> next.put(location, Optional.empty()));
        request.thresholds()
                .forEach((location, thresholds) -> next.put(location, Optional.of(thresholds)));
        Instant millis = now.truncatedTo(ChronoUnit.MILLIS);
        Instant at = millis.isAfter(setAt) ? millis : setAt.plusMillis(1);
        return new SkuSettings(
                sku,
                version + 1,
                at,
                next,
                new TreeMap<>(request.samples()),
                formerSamples(request, at));
    }

    /** The time of a removal does not change later, so that newer samples from a file count. */
    private SortedMap<Location, Optional<Instant>> formerSamples(Replacement request, Instant at) {
        SortedMap<Location, Optional<Instant>> former = new TreeMap<>(formerSamples);
        samples.keySet().forEach(location -> former.put(location, Optional.empty()));
        former.keySet().removeAll(request.samples().keySet());
        former.replaceAll(
                (location, removedAt) ->
                        removedAt.isPresent() || request.locations().contains(location)
                                ? removedAt
                                : Optional.of(at));
        return former;
    }

    /** The items that have settings, or had. */
    public List<ItemKey> items() {
        return locations.keySet().stream().map(location -> ItemKey.of(sku, location)).toList();
    }

    /** Applies the settings of its location to an item. */
    public WatchedItem applyTo(WatchedItem item) {
        return item.withSettings(
                version, locations.getOrDefault(item.item().location(), Optional.empty()));
    }
}
