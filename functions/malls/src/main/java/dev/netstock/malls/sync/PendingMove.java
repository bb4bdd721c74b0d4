package dev.netstock.malls.sync;

import dev.netstock.stock.Sku;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A move between general stock and the pool that is repeated until it is answered.
 *
 * @param id the beginning of the ids of its commands, one for each SKU
 * @param units by SKU; above 0 into the pool, below 0 out of it
 */
public record PendingMove(String id, Map<Sku, Long> units) {
    public PendingMove {
        units = Collections.unmodifiableMap(new TreeMap<>(units));
    }
}
