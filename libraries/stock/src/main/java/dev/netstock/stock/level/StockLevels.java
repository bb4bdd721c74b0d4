package dev.netstock.stock.level;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.List;

/**
 * How many units of a SKU can be promised now, and where.
 *
 * @param sku the product
 * @param locations one for each location that has it, by name
 */
public record StockLevels(Sku sku, List<LocationLevel> locations) {
    public StockLevels {
        locations = List.copyOf(locations);
    }

    /**
     * @param location the place
     * @param available units; negative where it was oversold
     */
    public record LocationLevel(Location location, long available) {}

    /**
     * Units that can be promised anywhere: an oversold location promises none, and takes none from
     * the others.
     */
    public long available() {
        return locations.stream().mapToLong(level -> Math.max(0, level.available())).sum();
    }
}
