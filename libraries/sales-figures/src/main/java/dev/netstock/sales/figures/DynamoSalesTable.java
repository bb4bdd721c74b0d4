package dev.netstock.sales.figures;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.DynamoFailures;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table {@code Sales} in DynamoDB. Each method is one request and is not retried. Thread-safe.
 */
public final class DynamoSalesTable {
    /** The most actions of a transaction in DynamoDB. */
    static final int ACTIONS_MAX = 100;

    private static final String ADD =
            "ADD #orders :orders, #ordersOnce :ordersOnce, #units :units, #givenBack :givenBack"
                    + " SET #retireAt = :retireAt";
    private static final Map<String, String> NAMES =
            Map.of(
                    "#orders", "orders",
                    "#ordersOnce", "ordersOnce",
                    "#units", "units",
                    "#givenBack", "givenBack",
                    "#retireAt", "retireAt");

    private final DynamoDbClient client;
    private final String table;
    private final InstantSource clock;

    public DynamoSalesTable(DynamoDbClient client, String table, InstantSource clock) {
        this.client = client;
        this.table = table;
        this.clock = clock;
    }

    /** One lane of a cell. */
    public record Row(Cell cell, Amounts amounts) {}

    /**
     * A page of rows.
     *
     * @param last where the next page begins; empty on the last page
     */
    record Page(List<Row> rows, Optional<String> last) {
        Page {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Counts a batch, all of it or nothing.
     *
     * @param lane in which lane of each cell
     * @return the parts that were counted before; if there are any, nothing is counted
     */
    public Set<SalePart> add(int generation, int lane, SaleBatch batch) {
        // The markers come first, so that the cancellation reasons have the order of the parts.
        List<TransactWriteItem> actions = new ArrayList<>();
        for (SalePart part : batch.parts()) {
            actions.add(TransactWriteItem.builder().put(marker(generation, part)).build());
        }
        batch.cells()
                .forEach(
                        (cell, amounts) ->
                                actions.add(
                                        TransactWriteItem.builder()
                                                .update(update(generation, lane, cell, amounts))
                                                .build()));
        TransactWriteItemsRequest request =
                TransactWriteItemsRequest.builder().transactItems(actions).build();
        return DynamoFailures.translate(() -> add(request, batch));
    }

    /**
     * Reads a page of the cells of a series, in their order, with one row per lane.
     *
     * @param from the first minute
     * @param to the end, exclusive
     * @param after where the previous page ended
     */
    Page page(int generation, Series series, Instant from, Instant to, Optional<String> after) {
        String key = SalesCodec.series(generation, series);
        QueryRequest.Builder request =
                QueryRequest.builder()
                        .tableName(table)
                        .keyConditionExpression("series = :series AND cell BETWEEN :from AND :to")
                        .expressionAttributeValues(
                                Map.of(
                                        ":series", text(key),
                                        ":from", text(SalesCodec.minute(from)),
                                        // All cells of that minute sort after this key.
                                        ":to", text(SalesCodec.minute(to))));
        after.ifPresent(
                cell -> request.exclusiveStartKey(Map.of("series", text(key), "cell", text(cell))));
        QueryResponse response = DynamoFailures.translate(() -> client.query(request.build()));
        return new Page(
                response.items().stream().map(row -> SalesCodec.decode(series, row)).toList(),
                response.hasLastEvaluatedKey()
                        ? Optional.of(text(response.lastEvaluatedKey(), "cell"))
                        : Optional.empty());
    }

    private Set<SalePart> add(TransactWriteItemsRequest request, SaleBatch batch) {
        try {
            client.transactWriteItems(request);
            return Set.of();
        } catch (TransactionCanceledException cancelled) {
            Set<SalePart> counted = counted(cancelled, batch);
            if (counted.isEmpty()) {
                throw cancelled;
            }
            return counted;
        }
    }

    private static Set<SalePart> counted(TransactionCanceledException cancelled, SaleBatch batch) {
        List<CancellationReason> reasons = cancelled.cancellationReasons();
        Set<SalePart> counted = new HashSet<>();
        for (int i = 0; i < batch.parts().size() && i < reasons.size(); i++) {
            if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
                counted.add(batch.parts().get(i));
            }
        }
        return counted;
    }

    private Put marker(int generation, SalePart part) {
        return Put.builder()
                .tableName(table)
                .item(SalesCodec.marker(generation, part, clock.instant()))
                .conditionExpression("attribute_not_exists(series)")
                .build();
    }

    private Update update(int generation, int lane, Cell cell, Amounts amounts) {
        Map<String, AttributeValue> key = SalesCodec.key(generation, lane, cell);
        return Update.builder()
                .tableName(table)
                .key(key)
                .updateExpression(ADD)
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(SalesCodec.values(cell, amounts))
                .build();
    }
}
