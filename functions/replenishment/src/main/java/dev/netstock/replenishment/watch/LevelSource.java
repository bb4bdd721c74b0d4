package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.level.ShardTotals;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the current levels of net stock. Implementations are thread-safe. */
@FunctionalInterface
public interface LevelSource {
    /**
     * The levels of items, strongly consistent; items that net stock does not have are missing.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if net stock did not answer within the
     *     call's deadline
     */
    Map<ItemKey, Level> levels(List<ItemKey> items, Call call);

    /** The levels of net stock, summed over shards as the level publisher does. */
    static LevelSource of(ShardTotals totals) {
        return (items, call) ->
                totals.levels(items, call).stream()
                        .collect(
                                Collectors.toMap(
                                        level -> ItemKey.of(level.sku(), level.location()),
                                        level ->
                                                new Level(
                                                        level.available() + level.setAside(),
                                                        level.version())));
    }
}
