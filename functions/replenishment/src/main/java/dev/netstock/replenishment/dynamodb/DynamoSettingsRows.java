package dev.netstock.replenishment.dynamodb;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.projection.rebuild.RowKey;
import dev.netstock.replenishment.rebuild.SettingsRows;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

import java.util.Map;
import java.util.Optional;

/**
 * The settings among the rows of the table {@code Replenishment}. To find them all rows are
 * searched. Thread-safe.
 */
final class DynamoSettingsRows implements SettingsRows {
    private final DynamoDbClient client;
    private final String table;

    DynamoSettingsRows(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Page page(int segment, int segments, RowKey after) {
        var request =
                ScanRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .segment(segment)
                        .totalSegments(segments)
                        .filterExpression("#location = :settings")
                        .expressionAttributeNames(Map.of("#location", "location"))
                        .expressionAttributeValues(Map.of(":settings", text(WatchCodec.SETTINGS)));
        if (!after.equals(RowKey.NONE)) {
            request.exclusiveStartKey(
                    Map.of("sku", text(after.partition()), "location", text(after.sort())));
        }
        ScanResponse page = DynamoFailures.translate(() -> client.scan(request.build()));
        return new Page(
                page.items().stream()
                        .map(row -> new Row(key(row), WatchCodec.settings(row)))
                        .toList(),
                page.hasLastEvaluatedKey()
                        ? Optional.of(key(page.lastEvaluatedKey()))
                        : Optional.empty());
    }

    private static RowKey key(Map<String, AttributeValue> row) {
        return new RowKey(text(row, "sku"), text(row, "location"));
    }
}
