package dev.netstock.malls.stock;

import dev.netstock.malls.sync.SkuLevel;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.level.ItemLevel;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.place.SalesChannel;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The levels of SKUs over all locations. Thread-safe.
 *
 * @param totals reads levels and pools
 * @param places the locations
 */
public record NetStockLevels(ShardTotals totals, PlaceSource places) {
    /**
     * Reads levels, without SKUs that net stock does not have.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public List<SkuLevel> levels(Collection<Sku> skus, Call call) {
        Map<Sku, SkuLevel> levels = new HashMap<>();
        Places now = places.current(call);
        List<ItemKey> items = skus.stream().flatMap(sku -> places(sku, call).stream()).toList();
        for (ItemLevel level : totals.levels(items, call)) {
            long general = now.sells(level.location()) ? level.available() : 0;
            levels.merge(
                    level.sku(),
                    new SkuLevel(
                            level.sku(),
                            general,
                            level.setAside() - level.ofOrders(),
                            buffers(level, general, now),
                            level.version()),
                    NetStockLevels::sum);
        }
        return skus.stream().flatMap(sku -> Optional.ofNullable(levels.get(sku)).stream()).toList();
    }

    /** What each channel leaves alone at a location, at most what is there. */
    private static Map<Channel, Long> buffers(ItemLevel level, long general, Places now) {
        Map<Channel, Long> buffers = new HashMap<>();
        Stream.of(
                        level.buffers().keySet().stream(),
                        now.location(level.location()).stream()
                                .flatMap(place -> place.buffers().keySet().stream()),
                        now.channels().stream().map(SalesChannel::channel))
                .flatMap(channels -> channels)
                .distinct()
                .forEach(
                        channel -> {
                            long units =
                                    level.buffers()
                                            .getOrDefault(
                                                    channel, now.buffer(level.location(), channel));
                            buffers.put(channel, Math.min(units, Math.max(0, general)));
                        });
        buffers.values().removeIf(units -> units == 0);
        return buffers;
    }

    /** The first items of a SKU at the locations that sell online, by priority. */
    List<ItemKey> selling(Sku sku, Call call) {
        return places.current(call).selling().stream()
                .map(place -> ItemKey.of(sku, place))
                .toList();
    }

    /** The same, and behind them those of closed locations: pools may still have units there. */
    List<ItemKey> places(Sku sku, Call call) {
        return Stream.concat(
                        selling(sku, call).stream(),
                        places.current(call).locations().stream()
                                .filter(place -> !place.sellsOnline())
                                .map(place -> ItemKey.of(sku, place.location())))
                .toList();
    }

    private static SkuLevel sum(SkuLevel one, SkuLevel other) {
        return new SkuLevel(
                one.sku(),
                one.general() + other.general(),
                one.pooled() + other.pooled(),
                Stream.of(one, other)
                        .flatMap(level -> level.buffers().entrySet().stream())
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, Map.Entry::getValue, Long::sum)),
                one.version() + other.version());
    }
}
