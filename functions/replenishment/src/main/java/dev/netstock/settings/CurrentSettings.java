package dev.netstock.settings;

import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.stock.Location;

import java.util.Map;
import java.util.SortedMap;

/**
 * The settings of a SKU.
 *
 * @param settings thresholds and display samples
 * @param pins the number of shards by location; a location that is left to the policy is missing
 */
record CurrentSettings(SkuSettings settings, Map<Location, Integer> pins) {
    CurrentSettings {
        pins = Map.copyOf(pins);
    }

    /** The settings of the locations that have any. */
    SortedMap<Location, LocationSettings> byLocation() {
        return LocationSettings.of(settings, pins);
    }
}
