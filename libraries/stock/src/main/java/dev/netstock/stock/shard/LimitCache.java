package dev.netstock.stock.shard;

import dev.netstock.stock.Sku;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.table.StockItem;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The purchase limits that an execution environment has seen on first items. It needs no lookup: an
 * order sees the first item of its SKU in the answer of its take, in its reading, or at most {@link
 * ShardCache#LAYOUT_AGE_MAX} before, when the environment learned of the other items or of a pool.
 * A limit begins {@link PurchaseLimit#LEAD_TIME} after it was set, so no order misses it.
 * Thread-safe.
 */
public final class LimitCache {
    /** There is one entry for each SKU with a limit; a sale has some hundred. */
    private final Map<Sku, PurchaseLimit> limits = new ConcurrentHashMap<>();

    /** Keeps the limit of a first item, unless a newer one is known from another location. */
    void learn(StockItem first) {
        first.layout()
                .limit()
                .ifPresent(
                        limit ->
                                limits.merge(
                                        first.key().sku(),
                                        limit,
                                        (known, other) ->
                                                other.isNewerThan(known) ? other : known));
    }

    /** The latest limit of a SKU, also if it does not apply now. */
    public Optional<PurchaseLimit> of(Sku sku) {
        return Optional.ofNullable(limits.get(sku));
    }
}
