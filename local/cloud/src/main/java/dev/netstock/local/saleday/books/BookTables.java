package dev.netstock.local.saleday.books;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The two tables of net stock, read strongly consistent. Thread-safe. */
public record BookTables(DynamoDbClient dynamoDb, String netStockTable, String stockDeltasTable) {
    /** Of a BatchGetItem. */
    private static final int KEYS_MAX = 100;

    /** All that is in them. */
    public Books read() {
        return new Books(items(), rows());
    }

    /** Some items, as far as they exist. */
    public List<Item> items(List<Place> places) {
        List<Item> items = new ArrayList<>();
        for (int from = 0; from < places.size(); from += KEYS_MAX) {
            items.addAll(page(places.subList(from, Math.min(from + KEYS_MAX, places.size()))));
        }
        return items;
    }

    private List<Item> items() {
        return dynamoDb
                .scanPaginator(it -> it.tableName(netStockTable).consistentRead(true))
                .items()
                .stream()
                .map(BookCodec::item)
                .toList();
    }

    private List<Row> rows() {
        return dynamoDb
                .scanPaginator(it -> it.tableName(stockDeltasTable).consistentRead(true))
                .items()
                .stream()
                .map(BookCodec::row)
                .toList();
    }

    /** What a busy table leaves out is missing for the moment. */
    private List<Item> page(List<Place> places) {
        List<Map<String, AttributeValue>> keys = places.stream().map(BookCodec::key).toList();
        var wanted = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
        return dynamoDb
                .batchGetItem(it -> it.requestItems(Map.of(netStockTable, wanted)))
                .responses()
                .getOrDefault(netStockTable, List.of())
                .stream()
                .map(BookCodec::item)
                .toList();
    }
}
