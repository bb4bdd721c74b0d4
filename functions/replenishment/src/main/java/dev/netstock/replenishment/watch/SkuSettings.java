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
 * The settings of a SKU, as they were last set as a whole.
 *
 * @param sku the product
 * @param version 1 for the first settings, +1 each time they are set; 0 if they never were
 * @param setAt when they were set, in milliseconds; later than the ones before, whatever the clock
 *     says
 * @param locations by location; empty for one that had settings and has none any more: it is
 *     remembered, since it may have been low
 * @param samples units on display, by location; none for one that is left to the files
 * @param formerSamples locations that had units on display by earlier settings, and when they were
 *     dropped; empty where the location is still named, and left to the files
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
     * What somebody wants them to be, as a whole.
     *
     * @param sku the product
     * @param thresholds when it is low, by location
     * @param samples units on display, by location
     * @param named all locations that have any setting
     */
    public record Wish(
            Sku sku,
            Map<Location, Thresholds> thresholds,
            Map<Location, Long> samples,
            Set<Location> named) {
        public Wish {
            thresholds = Map.copyOf(thresholds);
            samples = Map.copyOf(samples);
            named = Set.copyOf(named);
        }
    }

    public static SkuSettings none(Sku sku) {
        return new SkuSettings(
                sku, 0, Instant.EPOCH, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** Those that come next: locations that are left out lose theirs, and their samples. */
    public SkuSettings next(Wish wish, Instant now) {
        SortedMap<Location, Optional<Thresholds>> next = new TreeMap<>();
        locations.keySet().forEach(location -> next.put(location, Optional.empty()));
        wish.thresholds()
                .forEach((location, thresholds) -> next.put(location, Optional.of(thresholds)));
        Instant millis = now.truncatedTo(ChronoUnit.MILLIS);
        Instant at = millis.isAfter(setAt) ? millis : setAt.plusMillis(1);
        return new SkuSettings(
                sku, version + 1, at, next, new TreeMap<>(wish.samples()), formerSamples(wish, at));
    }

    /** What was dropped once stays dropped at that time, so that a later word of a file counts. */
    private SortedMap<Location, Optional<Instant>> formerSamples(Wish wish, Instant at) {
        SortedMap<Location, Optional<Instant>> former = new TreeMap<>(formerSamples);
        samples.keySet().forEach(location -> former.put(location, Optional.empty()));
        former.keySet().removeAll(wish.samples().keySet());
        former.replaceAll(
                (location, dropped) ->
                        dropped.isPresent() || wish.named().contains(location)
                                ? dropped
                                : Optional.of(at));
        return former;
    }

    /** The items that have settings, or had. */
    public List<ItemKey> items() {
        return locations.keySet().stream().map(location -> ItemKey.of(sku, location)).toList();
    }

    /** An item with the settings of its location. */
    public WatchedItem appliedTo(WatchedItem item) {
        return item.set(version, locations.getOrDefault(item.item().location(), Optional.empty()));
    }
}
