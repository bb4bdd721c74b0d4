package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.util.List;
import java.util.Optional;

/**
 * Stores watched items, threshold crossings and settings. Each method is one request, sent once;
 * reads are strongly consistent. Watched items belong to a generation of the projection. Settings
 * and crossings belong to none: a new generation is built from them. Implementations are
 * thread-safe.
 */
public interface WatchTable {
    /** The most items of one {@link #items}: the limit of BatchGetItem. */
    int BATCH_MAX = 100;

    /** Reads at most {@link #BATCH_MAX} items; those that do not exist are missing. */
    BatchAnswer<ItemKey, WatchedItem> items(int generation, List<ItemKey> items);

    /**
     * Replaces an item.
     *
     * @return false if the stored item is not {@code before}: nothing is changed
     */
    boolean write(int generation, WatchedItem before, WatchedItem after);

    /**
     * Records a crossing before it is published, unless one with its number is recorded.
     *
     * @return the recorded crossing, which is the one to publish
     */
    ThresholdCrossing record(ThresholdCrossing crossing);

    /** The number of recorded crossings of an item. */
    long crossings(ItemKey item);

    /** The settings of a SKU; empty if it never had any. */
    Optional<SkuSettings> settings(Sku sku);

    /**
     * Replaces the settings of the version before.
     *
     * @return false if another version is stored: nothing is changed
     */
    boolean write(SkuSettings settings);
}
