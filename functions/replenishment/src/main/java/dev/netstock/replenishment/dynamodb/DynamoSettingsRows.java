package dev.netstock.replenishment.dynamodb;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.projection.rebuild.RowKey;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.watched.dynamodb.WatchedLocations;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the settings of all SKUs from the table {@code Replenishment} by a scan of all its rows.
 * Thread-safe.
 */
public final class DynamoSettingsRows {
    private final DynamoDbClient client;
    private final String table;

    public DynamoSettingsRows(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /**
     * A page of settings.
     *
     * @param settings the settings of SKUs
     * @param last the last row that was read; empty at the end of the segment
     */
    public record Page(List<Row> settings, Optional<RowKey> last) {
        public Page {
            settings = List.copyOf(settings);
        }
    }

    /** The settings of a SKU, and the key of their row. */
    public record Row(RowKey key, SkuSettings settings) {}

    /** Reads the page of a segment after a row, strongly consistent, with one request. */
    public Page page(int segment, int segments, RowKey after) {
        var request =
                ScanRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .segment(segment)
                        .totalSegments(segments)
                        .filterExpression("#location = :settings")
                        .expressionAttributeNames(Map.of("#location", "location"))
                        .expressionAttributeValues(
                                Map.of(":settings", text(WatchedLocations.SETTINGS)));
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
