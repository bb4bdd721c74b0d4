package dev.netstock.local.endtoend;

import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.dynamodb.StockItemCodec;
import dev.netstock.stock.table.StockItem;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The stock items and all deltas, read with strong consistency, for checks of the invariants. */
record Journal(List<StockItem> items, List<Delta> deltas) {
    static Journal read(DynamoDbClient dynamoDb, String netStockTable, String stockDeltasTable) {
        return new Journal(
                dynamoDb
                        .scanPaginator(it -> it.tableName(netStockTable).consistentRead(true))
                        .items()
                        .stream()
                        .map(StockItemCodec::decode)
                        .toList(),
                dynamoDb
                        .scanPaginator(it -> it.tableName(stockDeltasTable).consistentRead(true))
                        .items()
                        .stream()
                        .map(DeltaCodec::decode)
                        .toList());
    }

    /** The items of some SKUs, and the deltas. */
    Journal of(List<String> skus) {
        return new Journal(
                items.stream().filter(item -> skus.contains(item.key().sku().value())).toList(),
                deltas);
    }

    /** Units of takes that are neither claimed nor undone, over all items. */
    long open() {
        return items.stream().mapToLong(item -> item.reserved() - claimed(item)).sum();
    }

    /** The orders that own units of an item, according to their deltas. */
    Set<String> owners(StockItem item) {
        return owned(item).entrySet().stream()
                .filter(order -> order.getValue() != 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private long claimed(StockItem item) {
        return owned(item).values().stream().mapToLong(units -> units).sum();
    }

    /** The units of each order, according to its deltas. */
    private Map<String, Long> owned(StockItem item) {
        return deltas.stream()
                .filter(delta -> delta.cause().kind() == Cause.Kind.ORDER)
                .filter(delta -> !(delta.change() instanceof Change.Undone))
                .collect(
                        Collectors.groupingBy(
                                delta -> delta.cause().id(),
                                Collectors.summingLong(delta -> -units(delta, item))));
    }

    private static long units(Delta delta, StockItem item) {
        return delta.lines().stream()
                .filter(line -> line.item().equals(item.key()))
                .mapToLong(DeltaLine::units)
                .sum();
    }

    /** Checks conservation: available, reserved and supply of an item. */
    static boolean isConserved(StockItem item) {
        return item.supply()
                .map(supply -> item.available() + item.reserved() == supply.supply())
                .orElse(false);
    }
}
