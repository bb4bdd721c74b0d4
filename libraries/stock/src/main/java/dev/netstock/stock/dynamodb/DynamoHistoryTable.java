package dev.netstock.stock.dynamodb;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.history.HistoryCursor;
import dev.netstock.stock.history.HistoryEntry;
import dev.netstock.stock.history.HistoryPage;
import dev.netstock.stock.history.HistoryTable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of the history in DynamoDB. Thread-safe. */
final class DynamoHistoryTable implements HistoryTable {
    /** How many rows more than its limit a request reads if a filter leaves some of them out. */
    private static final int FILTERED_ROWS = 500;

    /** A page ends after as many requests, also if it has few entries, or none. */
    private static final int REQUESTS_MAX = 8;

    private final DynamoDbClient client;
    private final String table;

    DynamoHistoryTable(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public BatchAnswer<HistoryEntry, HistoryEntry> write(
            int generation, List<HistoryEntry> entries) {
        List<WriteRequest> writes =
                entries.stream()
                        .map(
                                entry ->
                                        WriteRequest.builder()
                                                .putRequest(
                                                        PutRequest.builder()
                                                                .item(
                                                                        HistoryCodec.encode(
                                                                                generation, entry))
                                                                .build())
                                                .build())
                        .toList();
        BatchWriteItemResponse response =
                DynamoFailures.translate(
                        () ->
                                client.batchWriteItem(
                                        BatchWriteItemRequest.builder()
                                                .requestItems(Map.of(table, writes))
                                                .build()));
        List<HistoryEntry> left =
                response.unprocessedItems().values().stream()
                        .flatMap(List::stream)
                        .map(write -> HistoryCodec.decode(write.putRequest().item()))
                        .toList();
        return new BatchAnswer<>(
                entries.stream().filter(entry -> !left.contains(entry)).toList(), left);
    }

    /**
     * DynamoDB filters after it has read the rows. So a page of a location, which may have few
     * entries among many of other locations, also ends after some requests.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.FilterExpression.html">Filter
     *     expressions for the Query operation</a>
     */
    @Override
    public HistoryPage page(
            int generation,
            Sku sku,
            Optional<Location> location,
            int limit,
            Optional<HistoryCursor> cursor) {
        String history = HistoryCodec.partitionKey(generation, sku);
        var rows = new ArrayList<Map<String, AttributeValue>>();
        Map<String, AttributeValue> start =
                cursor.map(from -> key(history, from.entry())).orElse(Map.of());
        int requests = 0;
        do {
            QueryRequest request = request(history, location, limit, start);
            QueryResponse response = DynamoFailures.translate(() -> client.query(request));
            rows.addAll(response.items());
            start = response.lastEvaluatedKey();
            requests++;
        } while (rows.size() < limit && !start.isEmpty() && requests < REQUESTS_MAX);
        List<Map<String, AttributeValue>> page = rows.subList(0, Math.min(limit, rows.size()));
        Map<String, AttributeValue> last = rows.size() > limit ? page.getLast() : start;
        return new HistoryPage(
                page.stream().map(HistoryCodec::decode).toList(),
                last.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new HistoryCursor(text(last, "entry")).token()));
    }

    private QueryRequest request(
            String history,
            Optional<Location> location,
            int limit,
            Map<String, AttributeValue> start) {
        QueryRequest.Builder request =
                QueryRequest.builder()
                        .tableName(table)
                        .scanIndexForward(false)
                        .limit(location.isPresent() ? limit + FILTERED_ROWS : limit)
                        .keyConditionExpression("sku = :sku")
                        .expressionAttributeValues(Map.of(":sku", text(history)));
        if (!start.isEmpty()) {
            request.exclusiveStartKey(start);
        }
        location.ifPresent(
                place ->
                        request.filterExpression("#location = :location")
                                .expressionAttributeNames(Map.of("#location", "location"))
                                .expressionAttributeValues(
                                        Map.of(
                                                ":sku",
                                                text(history),
                                                ":location",
                                                text(place.value()))));
        return request.build();
    }

    private static Map<String, AttributeValue> key(String history, String entry) {
        return Map.of("sku", text(history), "entry", text(entry));
    }
}
