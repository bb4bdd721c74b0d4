package dev.netstock.stock.dynamodb;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The ends of holds that are further away than a queue can delay a message. A row leaves the table
 * once its message is in the queue, so the first rows of each partition are those that are due, and
 * none is missed however long the reader was away. Thread-safe.
 */
public final class DynamoLongHolds {
    /**
     * Rows are spread over so many partitions: 16,000 new holds a second.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">Best
     *     practices for designing and using partition keys</a>: 1,000 write units a second each
     */
    public static final int PARTITIONS = 16;

    /** The most holds that {@link #due} returns. */
    public static final int PAGE_MAX = 500;

    private static final int BATCH_MAX = 25;

    /** Fixed width, so that texts sort as times do. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final DynamoDbClient client;
    private final String table;
    private final Retries retries;

    /**
     * The end of a hold.
     *
     * @param id the id of the event that set it
     * @param endsAt when the hold ends
     * @param message the message for the expiry function
     */
    public record LongHold(String id, Instant endsAt, String message) {}

    /**
     * @param client the client, as {@link dev.netstock.platform.aws.DynamoClients} makes it
     * @param table the table's name
     * @param listener counts throttles, conflicts and lost responses
     */
    public DynamoLongHolds(DynamoDbClient client, String table, CallListener listener) {
        this.client = client;
        this.table = table;
        this.retries = DynamoNetStock.retries(listener);
    }

    /**
     * Stores holds. Storing one again changes nothing.
     *
     * @throws RetryLaterException if the table did not answer within the call's deadline
     */
    public void add(List<LongHold> holds, Call call) {
        writeAll(holds, DynamoLongHolds::put, call);
    }

    /**
     * Removes holds whose messages are in the queue.
     *
     * @throws RetryLaterException if the table did not answer within the call's deadline
     */
    public void remove(List<LongHold> holds, Call call) {
        writeAll(holds, DynamoLongHolds::delete, call);
    }

    /**
     * The first holds of a partition that end before a time, strongly consistent: what was removed
     * is not found again.
     *
     * @throws RetryLaterException if the table did not answer within the call's deadline
     */
    public List<LongHold> due(int partition, Instant until, Call call) {
        QueryRequest request =
                QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .limit(PAGE_MAX)
                        .keyConditionExpression("#part = :part AND due < :until")
                        .expressionAttributeNames(Map.of("#part", "part"))
                        .expressionAttributeValues(
                                Map.of(
                                        ":part", text(Integer.toString(partition)),
                                        ":until", text(TIME.format(until))))
                        .build();
        return retries.run(
                Operation.READ,
                () ->
                        DynamoFailures.translate(() -> client.query(request)).items().stream()
                                .map(DynamoLongHolds::decode)
                                .toList(),
                call);
    }

    private void writeAll(
            List<LongHold> holds, Function<LongHold, WriteRequest> request, Call call) {
        Map<Map<String, AttributeValue>, LongHold> byKey =
                holds.stream()
                        .collect(Collectors.toMap(DynamoLongHolds::key, it -> it, (a, _) -> a));
        for (var batch : Batches.of(List.copyOf(byKey.keySet()), BATCH_MAX)) {
            retries.runBatch(
                    Operation.IDEMPOTENT_WRITE,
                    batch,
                    left ->
                            write(
                                    left,
                                    key -> request.apply(Objects.requireNonNull(byKey.get(key)))),
                    call);
        }
    }

    private BatchAnswer<Map<String, AttributeValue>, Map<String, AttributeValue>> write(
            List<Map<String, AttributeValue>> keys,
            Function<Map<String, AttributeValue>, WriteRequest> request) {
        List<WriteRequest> writes = keys.stream().map(request).toList();
        BatchWriteItemResponse response =
                DynamoFailures.translate(
                        () ->
                                client.batchWriteItem(
                                        BatchWriteItemRequest.builder()
                                                .requestItems(Map.of(table, writes))
                                                .build()));
        List<Map<String, AttributeValue>> left =
                response.unprocessedItems().values().stream()
                        .flatMap(List::stream)
                        .map(DynamoLongHolds::keyOf)
                        .toList();
        return new BatchAnswer<>(keys.stream().filter(key -> !left.contains(key)).toList(), left);
    }

    private static Map<String, AttributeValue> keyOf(WriteRequest write) {
        Map<String, AttributeValue> row =
                write.putRequest() == null
                        ? write.deleteRequest().key()
                        : write.putRequest().item();
        return Map.of("part", text(text(row, "part")), "due", text(text(row, "due")));
    }

    private static WriteRequest put(LongHold hold) {
        Map<String, AttributeValue> row = new HashMap<>(key(hold));
        row.put("id", text(hold.id()));
        row.put("message", text(hold.message()));
        return WriteRequest.builder().putRequest(put -> put.item(row)).build();
    }

    private static WriteRequest delete(LongHold hold) {
        return WriteRequest.builder().deleteRequest(delete -> delete.key(key(hold))).build();
    }

    private static Map<String, AttributeValue> key(LongHold hold) {
        int partition = Math.floorMod(hold.id().hashCode(), PARTITIONS);
        return Map.of(
                "part", text(Integer.toString(partition)),
                "due", text(TIME.format(hold.endsAt()) + "#" + hold.id()));
    }

    private static LongHold decode(Map<String, AttributeValue> row) {
        String due = text(row, "due");
        return new LongHold(
                text(row, "id"),
                Instant.parse(due.substring(0, due.indexOf('#'))),
                text(row, "message"));
    }
}
