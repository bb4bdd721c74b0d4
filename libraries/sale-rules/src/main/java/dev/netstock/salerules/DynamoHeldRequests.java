package dev.netstock.salerules;

import static dev.netstock.platform.aws.Attributes.text;
import static dev.netstock.salerules.DynamoSaleRules.PARTITION_KEY;
import static dev.netstock.salerules.DynamoSaleRules.SORT_KEY;

import dev.netstock.platform.aws.BatchDeletes;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.BatchAnswer;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import java.util.List;
import java.util.Map;

/**
 * The held requests, in their own partition of the table {@code SaleMode}. Thread-safe.
 *
 * @param client the client
 * @param table the table's name
 */
public record DynamoHeldRequests(DynamoDbClient client, String table) implements HeldRequests {
    private static final AttributeValue PARTITION = text("waiting");
    private static final String EVENT = "event";

    @Override
    public void add(HeldRequest request) {
        Map<String, AttributeValue> row =
                Map.of(
                        PARTITION_KEY, PARTITION,
                        SORT_KEY, text(request.key()),
                        EVENT, text(request.event()));
        PutItemRequest put = PutItemRequest.builder().tableName(table).item(row).build();
        DynamoFailures.translate(() -> client.putItem(put));
    }

    @Override
    public List<HeldRequest> first(int most) {
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(PARTITION_KEY + " = :waiting")
                        .expressionAttributeValues(Map.of(":waiting", PARTITION))
                        .limit(most)
                        .build();
        return DynamoFailures.translate(() -> client.query(query)).items().stream()
                .map(row -> new HeldRequest(text(row, SORT_KEY), text(row, EVENT)))
                .toList();
    }

    @Override
    public BatchAnswer<String, String> remove(List<String> keys) {
        return BatchDeletes.delete(
                client, table, keys, key -> Map.of(PARTITION_KEY, PARTITION, SORT_KEY, text(key)));
    }
}
