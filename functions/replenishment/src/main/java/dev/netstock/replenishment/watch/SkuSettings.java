package dev.netstock.replenishment.watch;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

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
 * @param locations by location; empty for one that had settings and has none any more: it is
 *     remembered, since it may have been low
 */
public record SkuSettings(
        Sku sku, long version, SortedMap<Location, Optional<Thresholds>> locations) {
    public SkuSettings {
        locations = Collections.unmodifiableSortedMap(new TreeMap<>(locations));
    }

    public static SkuSettings none(Sku sku) {
        return new SkuSettings(sku, 0, new TreeMap<>());
    }

    /** Those that come next: locations that are left out lose theirs. */
    public SkuSettings next(Map<Location, Thresholds> all) {
        SortedMap<Location, Optional<Thresholds>> next = new TreeMap<>();
        locations.keySet().forEach(location -> next.put(location, Optional.empty()));
        all.forEach((location, thresholds) -> next.put(location, Optional.of(thresholds)));
        return new SkuSettings(sku, version + 1, next);
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
