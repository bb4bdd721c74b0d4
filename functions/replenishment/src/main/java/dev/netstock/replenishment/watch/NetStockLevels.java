package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.level.ShardTotals;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The levels of net stock, as the level publisher sums them up. Thread-safe. */
public record NetStockLevels(ShardTotals summing) implements LevelSource {
    @Override
    public Map<ItemKey, Level> levels(List<ItemKey> items, Call call) {
        return summing.levels(items, call).stream()
                .collect(
                        Collectors.toMap(
                                level -> ItemKey.of(level.sku(), level.location()),
                                level -> new Level(level.available(), level.version())));
    }
}
