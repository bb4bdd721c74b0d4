package dev.netstock.replenishment.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.ConditionalPuts;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.ThresholdCrossing;
import dev.netstock.replenishment.watch.WatchTable;
import dev.netstock.replenishment.watch.WatchedItem;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code Replenishment} in DynamoDB. Thread-safe. */
public final class DynamoWatchTable implements WatchTable {
    private static final String IS_NEW = "attribute_not_exists(sku)";

    /** Each write of an item changes one of these numbers, or clears the owed crossing. */
    private static final String IS_AS_BEFORE =
            "settingsVersion = :settingsVersion AND levelVersion = :levelVersion"
                    + " AND episode = :episode AND #status = :status AND ";

    private final DynamoDbClient client;
    private final String table;

    public DynamoWatchTable(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public BatchAnswer<ItemKey, WatchedItem> items(int generation, List<ItemKey> items) {
        var keys =
                KeysAndAttributes.builder()
                        .consistentRead(true)
                        .keys(items.stream().map(it -> WatchCodec.key(generation, it)).toList())
                        .build();
        BatchGetItemResponse response =
                DynamoFailures.translate(
                        () -> client.batchGetItem(it -> it.requestItems(Map.of(table, keys))));
        return new BatchAnswer<>(
                response.responses().values().stream()
                        .flatMap(List::stream)
                        .map(WatchCodec::decode)
                        .toList(),
                response.unprocessedKeys().values().stream()
                        .map(KeysAndAttributes::keys)
                        .flatMap(List::stream)
                        .map(WatchCodec::item)
                        .toList());
    }

    @Override
    public boolean write(int generation, WatchedItem before, WatchedItem after) {
        var put = put(WatchCodec.encode(generation, after));
        if (before.settingsVersion() == 0) {
            return isWritten(put.conditionExpression(IS_NEW));
        }
        return isWritten(
                put.conditionExpression(
                                IS_AS_BEFORE
                                        + (before.owed().isPresent()
                                                ? "attribute_exists(owed)"
                                                : "attribute_not_exists(owed)"))
                        .expressionAttributeNames(Map.of("#status", "status"))
                        .expressionAttributeValues(
                                Map.of(
                                        ":settingsVersion", number(before.settingsVersion()),
                                        ":levelVersion", number(before.level().version()),
                                        ":episode", number(before.episode()),
                                        ":status", WatchCodec.status(before))));
    }

    @Override
    public ThresholdCrossing record(ThresholdCrossing crossing) {
        var put =
                put(WatchCodec.row(crossing))
                        .conditionExpression(IS_NEW)
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build();
        return DynamoFailures.translate(
                () -> {
                    try {
                        client.putItem(put);
                        return crossing;
                    } catch (ConditionalCheckFailedException e) {
                        return WatchCodec.crossing(crossing.item(), e.item());
                    }
                });
    }

    @Override
    public long crossings(ItemKey item) {
        var last =
                QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(
                                "sku = :partition AND begins_with(#location, :prefix)")
                        .expressionAttributeNames(Map.of("#location", "location"))
                        .expressionAttributeValues(
                                Map.of(
                                        ":partition", text(WatchCodec.crossingsPartition(item)),
                                        ":prefix", text(WatchCodec.crossingsPrefix(item))))
                        .scanIndexForward(false)
                        .limit(1)
                        .build();
        return DynamoFailures.translate(() -> client.query(last)).items().stream()
                .mapToLong(row -> number(row, "number"))
                .sum();
    }

    @Override
    public Optional<SkuSettings> settings(Sku sku) {
        var row =
                DynamoFailures.translate(
                        () ->
                                client.getItem(
                                        it ->
                                                it.tableName(table)
                                                        .consistentRead(true)
                                                        .key(WatchCodec.settingsKey(sku))));
        return row.hasItem() ? Optional.of(WatchCodec.settings(row.item())) : Optional.empty();
    }

    @Override
    public boolean write(SkuSettings settings) {
        return ConditionalPuts.putNext(
                client, table, WatchCodec.encode(settings), settings.version());
    }

    private boolean isWritten(PutItemRequest.Builder put) {
        return ConditionalPuts.put(client, put.build());
    }

    private PutItemRequest.Builder put(Map<String, AttributeValue> row) {
        return PutItemRequest.builder().tableName(table).item(new HashMap<>(row));
    }
}
