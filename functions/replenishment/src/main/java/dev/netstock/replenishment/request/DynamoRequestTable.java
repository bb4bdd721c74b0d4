package dev.netstock.replenishment.request;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.events.EventData.ReplenishmentRequested;
import dev.netstock.platform.aws.DynamoFailures;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table {@code ReplenishmentRequests} in DynamoDB: partition key {@code day}; sort key {@code
 * request}, which begins with the time and names the item and its episode, so that the same request
 * is the same row; {@code retireAt}, the time to live. Each method is one request, sent once.
 * Thread-safe.
 */
public final class DynamoRequestTable {
    private static final Duration RETENTION = Duration.ofDays(400);

    /** Always with milliseconds, so that keys sort by time. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final DynamoDbClient client;
    private final String table;

    public DynamoRequestTable(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** Writes a request. Writing it again does not change it. */
    public void write(ReplenishmentRequest request) {
        DynamoFailures.translate(
                () -> client.putItem(it -> it.tableName(table).item(encode(request))));
    }

    /**
     * Reads a page of a day's requests, newest first. Requests that the query filters out count
     * towards its limit: a page may have fewer requests, even none, although more follow.
     */
    public RequestPage page(RequestQuery query) {
        QueryRequest request = request(query);
        QueryResponse page = DynamoFailures.translate(() -> client.query(request));
        return new RequestPage(
                page.items().stream().map(DynamoRequestTable::decode).toList(),
                page.hasLastEvaluatedKey()
                        ? Optional.of(new RequestCursor(text(page.lastEvaluatedKey(), "request")))
                        : Optional.empty());
    }

    private QueryRequest request(RequestQuery query) {
        Map<String, String> filters = new HashMap<>();
        query.sku().ifPresent(sku -> filters.put("sku", sku.value()));
        query.location().ifPresent(location -> filters.put("location", location.value()));
        Map<String, AttributeValue> values = new HashMap<>();
        filters.forEach((name, value) -> values.put(":" + name, text(value)));
        values.put(":day", text(query.day().toString()));
        Map<String, String> names = new HashMap<>();
        filters.keySet().forEach(name -> names.put("#" + name, name));
        names.put("#day", "day");
        var request =
                QueryRequest.builder()
                        .tableName(table)
                        .scanIndexForward(false)
                        .limit(query.limit())
                        .keyConditionExpression("#day = :day")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values);
        if (!filters.isEmpty()) {
            request.filterExpression(
                    filters.keySet().stream()
                            .map(name -> "#%s = :%s".formatted(name, name))
                            .collect(Collectors.joining(" AND ")));
        }
        query.cursor().ifPresent(cursor -> request.exclusiveStartKey(start(query, cursor)));
        return request.build();
    }

    private static Map<String, AttributeValue> start(RequestQuery query, RequestCursor cursor) {
        return Map.of("day", text(query.day().toString()), "request", text(cursor.request()));
    }

    private static Map<String, AttributeValue> encode(ReplenishmentRequest request) {
        ReplenishmentRequested data = request.data();
        var row = new HashMap<String, AttributeValue>();
        row.put("day", text(request.day().toString()));
        row.put("request", text(key(request)));
        row.put("at", text(request.at().toString()));
        row.put("requestId", text(data.requestId()));
        row.put("sku", text(data.sku()));
        row.put("location", text(data.location()));
        row.put("episode", number(data.episode()));
        row.put("quantity", number(data.quantity()));
        row.put("available", number(data.available()));
        row.put("orderUpTo", number(data.orderUpTo()));
        row.put("urgent", AttributeValue.fromBool(data.urgent()));
        row.put("retireAt", number(request.at().plus(RETENTION).getEpochSecond()));
        return row;
    }

    private static ReplenishmentRequest decode(Map<String, AttributeValue> row) {
        return new ReplenishmentRequest(
                Instant.parse(text(row, "at")),
                new ReplenishmentRequested(
                        text(row, "requestId"),
                        text(row, "sku"),
                        text(row, "location"),
                        number(row, "episode"),
                        number(row, "quantity"),
                        number(row, "available"),
                        number(row, "orderUpTo"),
                        Boolean.TRUE.equals(
                                row.getOrDefault("urgent", AttributeValue.fromBool(false))
                                        .bool())));
    }

    private static String key(ReplenishmentRequest request) {
        return String.join(
                "#",
                TIME.format(request.at()),
                request.data().sku(),
                request.data().location(),
                Long.toString(request.data().episode()));
    }
}
