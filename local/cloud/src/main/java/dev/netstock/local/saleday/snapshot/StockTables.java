package dev.netstock.local.saleday.snapshot;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the tables of net stock with strong consistency. Thread-safe. */
public record StockTables(
        DynamoDbClient dynamoDb,
        String netStockTable,
        String stockDeltasTable,
        String allowancesTable) {
    /** Maximum keys of a BatchGetItem. */
    private static final int KEYS_MAX = 100;

    /** Reads the tables completely. */
    public StockSnapshot read() {
        return new StockSnapshot(items(), rows(), allowances());
    }

    private List<AllowanceRow> allowances() {
        return dynamoDb
                .scanPaginator(it -> it.tableName(allowancesTable).consistentRead(true))
                .items()
                .stream()
                .map(SnapshotCodec::allowance)
                .toList();
    }

    /** Reads the items that exist among these keys. */
    public List<StockItem> items(List<ItemKey> keys) {
        List<StockItem> items = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += KEYS_MAX) {
            items.addAll(page(keys.subList(from, Math.min(from + KEYS_MAX, keys.size()))));
        }
        return items;
    }

    private List<StockItem> items() {
        return dynamoDb
                .scanPaginator(it -> it.tableName(netStockTable).consistentRead(true))
                .items()
                .stream()
                .map(SnapshotCodec::item)
                .toList();
    }

    private List<DeltaRow> rows() {
        return dynamoDb
                .scanPaginator(it -> it.tableName(stockDeltasTable).consistentRead(true))
                .items()
                .stream()
                .map(SnapshotCodec::row)
                .toList();
    }

    /** Reads one batch. Unprocessed keys are missing from the result. */
    private List<StockItem> page(List<ItemKey> keys) {
        var request =
                KeysAndAttributes.builder()
                        .keys(keys.stream().map(SnapshotCodec::key).toList())
                        .consistentRead(true)
                        .build();
        return dynamoDb
                .batchGetItem(it -> it.requestItems(Map.of(netStockTable, request)))
                .responses()
                .getOrDefault(netStockTable, List.of())
                .stream()
                .map(SnapshotCodec::item)
                .toList();
    }
}
