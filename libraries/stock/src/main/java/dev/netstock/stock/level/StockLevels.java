package dev.netstock.stock.level;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.List;

/**
 * How many units of a SKU can be promised now at each location.
 *
 * @param sku the product
 * @param locations one for each location that has the SKU, by name
 */
public record StockLevels(Sku sku, List<LocationLevel> locations) {
    public StockLevels {
        locations = List.copyOf(locations);
    }

    /**
     * @param location the place
     * @param available units; negative if the location is oversold
     */
    public record LocationLevel(Location location, long available) {}

    /** The total of all locations. An oversold location counts as 0. */
    public long available() {
        return locations.stream().mapToLong(level -> Math.max(0, level.available())).sum();
    }
}
