package dev.netstock.platform.aws;

import static java.util.stream.Collectors.toSet;

import dev.netstock.platform.call.BatchAnswer;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Deletes several rows with one request. */
public final class BatchDeletes {
    /** The most rows of one request: the limit of BatchWriteItem. */
    public static final int ROWS_MAX = 25;

    private BatchDeletes() {}

    /**
     * Deletes rows, at most {@link #ROWS_MAX}, each once.
     *
     * @param key the key of a row in the table
     * @return the rows that are deleted, and those that DynamoDB left
     */
    public static <K> BatchAnswer<K, K> delete(
            DynamoDbClient client,
            String table,
            List<K> rows,
            Function<K, Map<String, AttributeValue>> key) {
        List<WriteRequest> deletes =
                rows.stream()
                        .map(
                                row ->
                                        WriteRequest.builder()
                                                .deleteRequest(it -> it.key(key.apply(row)))
                                                .build())
                        .toList();
        BatchWriteItemRequest request =
                BatchWriteItemRequest.builder().requestItems(Map.of(table, deletes)).build();
        BatchWriteItemResponse response =
                DynamoFailures.translate(() -> client.batchWriteItem(request));
        Set<Map<String, AttributeValue>> left =
                response.unprocessedItems().values().stream()
                        .flatMap(List::stream)
                        .map(write -> write.deleteRequest().key())
                        .collect(toSet());
        return new BatchAnswer<>(
                rows.stream().filter(row -> !left.contains(key.apply(row))).toList(),
                rows.stream().filter(row -> left.contains(key.apply(row))).toList());
    }
}
