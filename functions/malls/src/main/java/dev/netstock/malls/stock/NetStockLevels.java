package dev.netstock.malls.stock;

import dev.netstock.malls.sync.SkuLevel;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Locations;
import dev.netstock.stock.Sku;
import dev.netstock.stock.level.ItemLevel;
import dev.netstock.stock.level.ShardTotals;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The levels of SKUs over all locations. Thread-safe.
 *
 * @param totals reads levels and pools
 * @param locations the locations that sell online
 */
public record NetStockLevels(ShardTotals totals, Locations locations) {
    /**
     * Reads levels, without SKUs that net stock does not have.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public List<SkuLevel> levels(Collection<Sku> skus, Call call) {
        Map<Sku, SkuLevel> levels = new HashMap<>();
        List<ItemKey> places = skus.stream().flatMap(sku -> places(sku).stream()).toList();
        for (ItemLevel level : totals.levels(places, call)) {
            levels.merge(
                    level.sku(),
                    new SkuLevel(level.sku(), level.available(), level.setAside(), level.version()),
                    NetStockLevels::sum);
        }
        return skus.stream().flatMap(sku -> Optional.ofNullable(levels.get(sku)).stream()).toList();
    }

    /** The first items of a SKU, by priority. */
    List<ItemKey> places(Sku sku) {
        return locations.byPriority().stream().map(place -> ItemKey.of(sku, place)).toList();
    }

    private static SkuLevel sum(SkuLevel one, SkuLevel other) {
        return new SkuLevel(
                one.sku(),
                one.general() + other.general(),
                one.pooled() + other.pooled(),
                one.version() + other.version());
    }
}
