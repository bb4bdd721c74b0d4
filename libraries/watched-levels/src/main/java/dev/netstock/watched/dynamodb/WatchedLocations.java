package dev.netstock.watched.dynamodb;

import static dev.netstock.platform.aws.Attributes.map;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/**
 * Where replenishment watches a SKU: the part of a settings row in the table {@code Replenishment}
 * that the level publisher reads. The row has the key {@code settings#<sku>}, {@code #settings},
 * which is not a location, and its map {@code locations} has an entry for each location that has
 * thresholds, or had.
 *
 * <p>Settings are written to this row before anything else, and a location never leaves it. So a
 * level of a location that a strongly consistent read does not find here is older than the
 * settings, which are evaluated with a later level.
 */
public final class WatchedLocations {
    /** The sort key of a settings row. */
    public static final String SETTINGS = "#settings";

    /** The attribute with the locations. */
    public static final String LOCATIONS = "locations";

    private static final String PARTITION = "settings#";

    private WatchedLocations() {}

    /** The key of the settings row of a SKU. */
    public static Map<String, AttributeValue> key(Sku sku) {
        return Map.of("sku", text(PARTITION + sku), "location", text(SETTINGS));
    }

    /** The SKU of a settings row, or of its key. */
    public static Sku sku(Map<String, AttributeValue> row) {
        return new Sku(text(row, "sku").substring(PARTITION.length()));
    }

    /** The items of a settings row that are watched, or were. */
    public static List<ItemKey> items(Map<String, AttributeValue> row) {
        Sku sku = sku(row);
        return map(row, LOCATIONS).keySet().stream()
                .map(location -> ItemKey.of(sku, new Location(location)))
                .toList();
    }
}
