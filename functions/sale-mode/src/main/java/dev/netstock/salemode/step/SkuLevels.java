package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.level.LevelReader;

import java.util.List;

/** Reads the levels of a SKU. Implementations are thread-safe. */
@FunctionalInterface
public interface SkuLevels {
    /** The levels at each location, summed over all shards; empty if the SKU is unknown. */
    List<ItemLevel> of(Sku sku, Call call);

    /**
     * The level of a SKU at a location.
     *
     * @param item the first item of the SKU at the location
     * @param available what can be promised there
     */
    record ItemLevel(ItemKey item, long available) {}

    /** The levels of net stock, strongly consistent. */
    static SkuLevels of(LevelReader levels) {
        return (sku, call) ->
                levels.one(sku, Consistency.STRONG, call).stream()
                        .flatMap(found -> found.locations().stream())
                        .map(
                                level ->
                                        new ItemLevel(
                                                ItemKey.of(sku, level.location()),
                                                level.available()))
                        .toList();
    }
}
