package dev.netstock.salemode.aws;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.step.Places;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.level.LevelReader;

import java.util.List;

/**
 * The places of net stock. Thread-safe.
 *
 * @param levels reads how many units can be promised, and where
 */
public record NetStockPlaces(LevelReader levels) implements Places {
    @Override
    public List<Place> of(Sku sku, Call call) {
        return levels.one(sku, Consistency.STRONG, call).stream()
                .flatMap(found -> found.locations().stream())
                .map(level -> new Place(ItemKey.of(sku, level.location()), level.available()))
                .toList();
    }
}
