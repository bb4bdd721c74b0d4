package dev.netstock.replenishment.rebuild;

import dev.netstock.projection.rebuild.RowKey;
import dev.netstock.replenishment.watch.SkuSettings;

import java.util.List;
import java.util.Optional;

/** The settings of all SKUs, in the order of their table. Thread-safe. */
@FunctionalInterface
public interface SettingsRows {
    /** A page of a part of the table, behind {@code after}, strongly consistent: one request. */
    Page page(int segment, int segments, RowKey after);

    /**
     * Some settings.
     *
     * @param settings of SKUs
     * @param last up to where the part was searched; empty if it was to its end
     */
    record Page(List<Row> settings, Optional<RowKey> last) {
        public Page {
            settings = List.copyOf(settings);
        }
    }

    /** The settings of a SKU, and where they stand. */
    record Row(RowKey key, SkuSettings settings) {}
}
