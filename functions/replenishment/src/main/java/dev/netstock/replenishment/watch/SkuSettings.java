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
 */
public record SkuSettings(
        Sku sku,
        long version,
        Instant setAt,
        SortedMap<Location, Optional<Thresholds>> locations,
        SortedMap<Location, Long> samples) {
    public SkuSettings {
        locations = Collections.unmodifiableSortedMap(new TreeMap<>(locations));
        samples = Collections.unmodifiableSortedMap(new TreeMap<>(samples));
    }

    /**
     * What somebody wants them to be, as a whole.
     *
     * @param sku the product
     * @param thresholds when it is low, by location
     * @param samples units on display, by location
     */
    public record Wish(Sku sku, Map<Location, Thresholds> thresholds, Map<Location, Long> samples) {
        public Wish {
            thresholds = Map.copyOf(thresholds);
            samples = Map.copyOf(samples);
        }
    }

    public static SkuSettings none(Sku sku) {
        return new SkuSettings(sku, 0, Instant.EPOCH, new TreeMap<>(), new TreeMap<>());
    }

    /** Those that come next: locations that are left out lose theirs. */
    public SkuSettings next(Wish wish, Instant now) {
        SortedMap<Location, Optional<Thresholds>> next = new TreeMap<>();
        locations.keySet().forEach(location -> next.put(location, Optional.empty()));
        wish.thresholds()
                .forEach((location, thresholds) -> next.put(location, Optional.of(thresholds)));
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return new SkuSettings(
                sku,
                version + 1,
                at.isAfter(setAt) ? at : setAt.plusMillis(1),
                next,
                new TreeMap<>(wish.samples()));
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
