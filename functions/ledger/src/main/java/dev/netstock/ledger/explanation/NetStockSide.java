package dev.netstock.ledger.explanation;

import dev.netstock.stock.level.ItemLevel;
import dev.netstock.stock.table.StockItem;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Net stock's data of a SKU at a location, over all its shards.
 *
 * @param supply as last received from the ledger
 * @param supplyAt when net stock received it
 * @param ledgerVersion the version of that supply; 0 if the ledger has not sent any yet
 * @param reserved units taken by orders, ever, less those that came back
 * @param available what any channel can promise now
 * @param setAside what only the channels can promise for which it is set aside
 */
record NetStockSide(
        long supply,
        Optional<Instant> supplyAt,
        long ledgerVersion,
        long reserved,
        long available,
        long setAside) {
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
                level.setAside());
    }
}
