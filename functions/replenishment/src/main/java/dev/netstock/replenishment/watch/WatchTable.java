package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.util.List;
import java.util.Optional;

/**
 * The table of what is watched: each method is one request, tried once; reads are strongly
 * consistent. Watched items belong to a generation of the projection; settings and turns to none:
 * they are what a new generation is made from. Thread-safe.
 */
public interface WatchTable {
    /** The most items of one {@link #items}: the limit of BatchGetItem. */
    int BATCH_MAX = 100;

    /** The items among these that are there; at most {@link #BATCH_MAX}. */
    BatchAnswer<ItemKey, WatchedItem> items(int generation, List<ItemKey> items);

    /**
     * Writes an item over what it was.
     *
     * @return false if it is that no longer: nothing is changed
     */
    boolean write(int generation, WatchedItem before, WatchedItem after);

    /**
     * Puts a turn on record, before anybody is told of it, unless it is there.
     *
     * @return the one that is on record, which alone is to be told
     */
    ThresholdCrossing record(ThresholdCrossing turn);

    /** How many turns of an item are on record. */
    long turns(ItemKey item);

    /** The settings of a SKU; empty if it never had any. */
    Optional<SkuSettings> settings(Sku sku);

    /**
     * Writes settings over those of the version before.
     *
     * @return false if they are of that version no longer: nothing is changed
     */
    boolean write(SkuSettings settings);
}
