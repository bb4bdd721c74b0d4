package dev.netstock.replenishment.dynamodb;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.replenishment.request.ReplenishmentRequest;
import dev.netstock.replenishment.request.RequestCursor;
import dev.netstock.replenishment.request.RequestPage;
import dev.netstock.replenishment.request.RequestQuestion;
import dev.netstock.replenishment.request.RequestTable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table {@code ReplenishmentRequests} in DynamoDB. Thread-safe. */
public final class DynamoRequestTable implements RequestTable {
    private final DynamoDbClient client;
    private final String table;

    /**
     * With its table.
     *
     * @param client the client, as {@code DynamoClients} makes it
     * @param table the table's name
     */
    public DynamoRequestTable(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public void write(ReplenishmentRequest request) {
        DynamoFailures.translate(
                () -> client.putItem(it -> it.tableName(table).item(RequestCodec.encode(request))));
    }

    @Override
    public RequestPage page(RequestQuestion question) {
        QueryRequest query = query(question);
        QueryResponse page = DynamoFailures.translate(() -> client.query(query));
        return new RequestPage(
                page.items().stream().map(RequestCodec::decode).toList(),
                page.hasLastEvaluatedKey()
                        ? Optional.of(new RequestCursor(text(page.lastEvaluatedKey(), "request")))
                        : Optional.empty());
    }

    private QueryRequest query(RequestQuestion question) {
        Map<String, String> filters = new HashMap<>();
        question.sku().ifPresent(sku -> filters.put("sku", sku.value()));
        question.location().ifPresent(location -> filters.put("location", location.value()));
        Map<String, AttributeValue> values = new HashMap<>();
        filters.forEach((name, value) -> values.put(":" + name, text(value)));
        values.put(":day", text(question.day().toString()));
        Map<String, String> names = new HashMap<>();
        filters.keySet().forEach(name -> names.put("#" + name, name));
        names.put("#day", "day");
        var query =
                QueryRequest.builder()
                        .tableName(table)
                        .scanIndexForward(false)
                        .limit(question.limit())
                        .keyConditionExpression("#day = :day")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values);
        if (!filters.isEmpty()) {
            query.filterExpression(
                    filters.keySet().stream()
                            .map(name -> "#%s = :%s".formatted(name, name))
                            .collect(Collectors.joining(" AND ")));
        }
        question.cursor().ifPresent(cursor -> query.exclusiveStartKey(start(question, cursor)));
        return query.build();
    }

    private static Map<String, AttributeValue> start(
            RequestQuestion question, RequestCursor cursor) {
        return Map.of("day", text(question.day().toString()), "request", text(cursor.request()));
    }
}
