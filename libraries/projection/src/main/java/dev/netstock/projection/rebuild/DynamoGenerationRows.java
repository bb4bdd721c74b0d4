package dev.netstock.projection.rebuild;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.BatchDeletes;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.BatchAnswer;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a projection's table, whose partition keys begin with the generation and {@code #}.
 * Finding the rows of a generation scans the whole table. Thread-safe.
 */
public final class DynamoGenerationRows {
    private final DynamoDbClient client;
    private final String table;
    private final String partitionKey;
    private final String sortKey;

    public DynamoGenerationRows(
            DynamoDbClient client, String table, String partitionKey, String sortKey) {
        this.client = client;
        this.table = table;
        this.partitionKey = partitionKey;
        this.sortKey = sortKey;
    }

    /**
     * A page of rows of a generation.
     *
     * @param last where the scan stopped; empty if it reached the end of the table
     */
    record Page(List<RowKey> rows, Optional<RowKey> last) {
        Page {
            rows = List.copyOf(rows);
        }
    }

    /** Scans for rows of a generation after {@code after}; one request. */
    Page page(int generation, RowKey after) {
        ScanRequest.Builder request =
                ScanRequest.builder()
                        .tableName(table)
                        .projectionExpression("#partition, #sort")
                        .filterExpression("begins_with(#partition, :generation)")
                        .expressionAttributeNames(
                                Map.of("#partition", partitionKey, "#sort", sortKey))
                        .expressionAttributeValues(Map.of(":generation", text(generation + "#")));
        if (!after.equals(RowKey.NONE)) {
            request.exclusiveStartKey(key(after));
        }
        ScanResponse response = DynamoFailures.translate(() -> client.scan(request.build()));
        return new Page(
                response.items().stream().map(this::rowKey).toList(),
                response.hasLastEvaluatedKey()
                        ? Optional.of(rowKey(response.lastEvaluatedKey()))
                        : Optional.empty());
    }

    /** Deletes up to {@link BatchDeletes#ROWS_MAX} rows; one request. */
    BatchAnswer<RowKey, RowKey> delete(List<RowKey> rows) {
        return BatchDeletes.delete(client, table, rows, this::key);
    }

    private Map<String, AttributeValue> key(RowKey row) {
        return Map.of(partitionKey, text(row.partition()), sortKey, text(row.sort()));
    }

    private RowKey rowKey(Map<String, AttributeValue> row) {
        return new RowKey(text(row, partitionKey), text(row, sortKey));
    }
}
