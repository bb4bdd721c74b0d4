package dev.netstock.settings;

import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.Thresholds;
import dev.netstock.stock.Location;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The settings of a SKU at a location.
 *
 * @param thresholds when it is low
 * @param samples display samples; empty if they come from files
 * @param pin the number of shards; empty if it is left to the policy
 */
record LocationSettings(
        Location location,
        Optional<Thresholds> thresholds,
        Optional<Long> samples,
        Optional<Integer> pin) {
    static LocationSettings none(Location location) {
        return new LocationSettings(location, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The settings of the locations that have any.
     *
     * @param pins by location
     */
    static SortedMap<Location, LocationSettings> of(
            SkuSettings settings, Map<Location, Integer> pins) {
        SortedMap<Location, LocationSettings> all = new TreeMap<>();
        settings.locations()
                .forEach(
                        (location, thresholds) -> {
                            if (thresholds.isPresent()) {
                                all.put(location, of(location, settings, pins));
                            }
                        });
        settings.samples()
                .keySet()
                .forEach(location -> all.put(location, of(location, settings, pins)));
        pins.keySet().forEach(location -> all.put(location, of(location, settings, pins)));
        return all;
    }

    private static LocationSettings of(
            Location location, SkuSettings settings, Map<Location, Integer> pins) {
        return new LocationSettings(
                location,
                settings.locations().getOrDefault(location, Optional.empty()),
                Optional.ofNullable(settings.samples().get(location)),
                Optional.ofNullable(pins.get(location)));
    }

    boolean isEmpty() {
        return equals(none(location));
    }

    /**
     * Thresholds, if they are in order.
     *
     * @param recoveryPoint the default if empty
     * @param refuse receives the name of a wrong one, and what is expected
     */
    static Optional<Thresholds> thresholds(
            long safetyStock,
            long reorderPoint,
            long orderUpTo,
            Optional<Long> recoveryPoint,
            BiConsumer<String, String> refuse) {
        long recovery =
                recoveryPoint.orElseGet(
                        () -> Thresholds.defaultRecoveryPoint(reorderPoint, orderUpTo));
        if (safetyStock > reorderPoint) {
            refuse.accept("reorderPoint", "Must be at least safetyStock.");
        } else if (orderUpTo <= reorderPoint) {
            refuse.accept("orderUpTo", "Must be greater than reorderPoint.");
        } else if (recovery <= reorderPoint || recovery > orderUpTo) {
            refuse.accept(
                    "recoveryPoint", "Must be greater than reorderPoint and at most orderUpTo.");
        } else {
            return Optional.of(new Thresholds(safetyStock, reorderPoint, orderUpTo, recovery));
        }
        return Optional.empty();
    }
}
