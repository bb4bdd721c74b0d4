package dev.netstock.settings;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.Map;

/**
 * The rows of a file of settings, by SKU and location. A setting whose column is missing in the
 * file stays as it is; an empty cell removes the setting.
 */
record SettingsFile(Map<Sku, Map<Location, Row>> rows) {
    /**
     * A row.
     *
     * @param line its line in the file, from 1
     * @param columns the groups of settings that the file has
     * @param settings its values
     */
    record Row(long line, Columns columns, LocationSettings settings) {
        /** The settings of its location after the row is applied. */
        LocationSettings applyTo(LocationSettings before) {
            return new LocationSettings(
                    before.location(),
                    columns.hasThresholds() ? settings.thresholds() : before.thresholds(),
                    columns.hasSamples() ? settings.samples() : before.samples(),
                    columns.hasShards() ? settings.pin() : before.pin());
        }
    }

    /** The groups of settings that a file has. */
    record Columns(boolean hasThresholds, boolean hasSamples, boolean hasShards) {}
}
