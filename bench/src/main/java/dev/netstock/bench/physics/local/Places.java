package dev.netstock.bench.physics.local;

import static java.util.Objects.requireNonNull;

import dev.netstock.bench.physics.dynamodb.Admission;
import dev.netstock.bench.physics.dynamodb.Item;
import dev.netstock.bench.physics.dynamodb.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The items of requests, by table and key. Not thread-safe. */
final class Places {
    private static final long HASHES = 0xFFFF_FFFFL;

    /** The key attributes of the tables of net stock. */
    private static final List<String> KEYS = List.of("sku", "location", "cause", "step", "entry");

    private static final Pattern PARTITION = Pattern.compile("^\\w+ = (:\\w+)");

    private final Admission admission;
    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, Item> items = new HashMap<>();

    Places(Admission admission) {
        this.admission = admission;
    }

    /**
     * @param attributes attributes of the item, or only its key
     */
    Item item(String table, Map<String, AttributeValue> attributes) {
        return place(
                table,
                KEYS.stream()
                        .map(attributes::get)
                        .flatMap(value -> Stream.ofNullable(value == null ? null : value.s()))
                        .toList());
    }

    /** A query reads all rows of its partition key, which are few here. */
    Item item(QueryRequest query) {
        Matcher partition = PARTITION.matcher(query.keyConditionExpression());
        if (!partition.find()) {
            throw new IllegalArgumentException("A query without a partition key");
        }
        AttributeValue value = query.expressionAttributeValues().get(partition.group(1));
        return place(query.tableName(), List.of(requireNonNull(value).s()));
    }

    /** An item that a transaction writes. */
    Item item(TransactWriteItem action) {
        return action.put() == null
                ? item(action.update().tableName(), action.update().key())
                : item(action.put().tableName(), action.put().item());
    }

    private Item place(String table, List<String> key) {
        Table place = tables.computeIfAbsent(table, _ -> admission.table());
        return items.computeIfAbsent(table + key, name -> place.item(name.hashCode() & HASHES));
    }
}
