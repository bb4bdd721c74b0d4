package dev.netstock.ledger.explanation;

import dev.netstock.stock.Channel;
import dev.netstock.stock.level.ItemLevel;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.table.StockItem;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Net stock's data of a SKU at a location, over all its shards.
 *
 * @param supply as last received from the ledger
 * @param supplyAt when net stock received it
 * @param ledgerVersion the version of that supply; 0 if the ledger has not sent any yet
 * @param reserved units taken by orders, ever, less those that came back
 * @param available what any channel can promise now
 * @param setAside what only the channels can promise for which it is set aside
 * @param channels channels that have a buffer or a pool of their own here, by name
 */
record NetStockSide(
        long supply,
        Optional<Instant> supplyAt,
        long ledgerVersion,
        long reserved,
        long available,
        long setAside,
        List<OfChannel> channels) {
    NetStockSide {
        channels = List.copyOf(channels);
    }

    /**
     * What a channel may take here.
     *
     * @param buffer units that it leaves alone; empty: the default of the location
     * @param pool units in its own pool; empty if it has none
     * @param rule what its orders may take beside the pool
     */
    record OfChannel(
            Channel channel,
            Optional<Integer> buffer,
            Optional<Long> pool,
            Optional<PoolRule> rule) {}

    /** Empty if there is no item. */
    static Optional<NetStockSide> of(List<StockItem> items) {
        return items.stream().findFirst().map(first -> of(first, items));
    }

    private static NetStockSide of(StockItem first, List<StockItem> all) {
        ItemLevel level = ItemLevel.of(all);
        return new NetStockSide(
                first.supply().map(StockItem.Supply::supply).orElse(0L),
                first.supply().map(supply -> supply.delta().origin().at()),
                first.ledgerVersion(),
                all.stream().mapToLong(StockItem::reserved).sum(),
                level.available(),
                level.setAside(),
                channels(first, all));
    }

    private static List<OfChannel> channels(StockItem first, List<StockItem> all) {
        Layout layout = first.layout();
        return Stream.concat(
                        layout.allBuffers().keySet().stream(), layout.rules().keySet().stream())
                .distinct()
                .sorted()
                .map(
                        channel ->
                                new OfChannel(
                                        channel,
                                        layout.buffer(channel),
                                        layout.rule(channel)
                                                .flatMap(_ -> pool(first, channel, all)),
                                        layout.rule(channel)))
                .toList();
    }

    private static Optional<Long> pool(StockItem first, Channel channel, List<StockItem> all) {
        return first.pool(channel)
                .flatMap(key -> all.stream().filter(item -> item.key().equals(key)).findFirst())
                .map(StockItem::available);
    }
}
