package dev.netstock.stock.capacity;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The cost of requests by the published rules. The figures of DynamoDB Local itself are wrong for
 * transactions.
 *
 * <ul>
 *   <li>A write costs one unit for each 1 KB of the item, rounded up, and twice that in a
 *       transaction. A write whose condition fails costs the same.
 *   <li>A strongly consistent read costs one unit for each 4 KB, an eventually consistent read half
 *       of that. Single items are rounded up individually, a query as a whole. A missing item costs
 *       as much as the smallest item.
 * </ul>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">DynamoDB
 *     reads and writes</a>
 */
public final class CostModel {
    private static final double WRITE_BYTES = 1024;
    private static final double READ_BYTES = 4096;
    private static final double EVENTUAL = 0.5;
    private static final double TRANSACTION = 2;

    private CostModel() {}

    public static CapacityUnits of(PutItemRequest request) {
        return write(ItemSize.of(request.item()));
    }

    /** The size comes from the response, so the request must use {@code ALL_NEW}. */
    public static CapacityUnits of(UpdateItemRequest request, UpdateItemResponse response) {
        return write(ItemSize.of(response.attributes()));
    }

    /** A failed condition costs as much as a write of the existing item. */
    public static CapacityUnits ofFailedCondition(Map<String, AttributeValue> item) {
        return write(ItemSize.of(item));
    }

    public static CapacityUnits of(QueryRequest request, QueryResponse response) {
        long size = response.items().stream().mapToLong(ItemSize::of).sum();
        return read(size, Boolean.TRUE.equals(request.consistentRead()));
    }

    public static CapacityUnits of(GetItemRequest request, GetItemResponse response) {
        return read(ItemSize.of(response.item()), Boolean.TRUE.equals(request.consistentRead()));
    }

    public static CapacityUnits of(BatchGetItemRequest request, BatchGetItemResponse response) {
        return request.requestItems().entrySet().stream()
                .map(
                        table -> {
                            boolean strong = Boolean.TRUE.equals(table.getValue().consistentRead());
                            var found =
                                    response.responses().getOrDefault(table.getKey(), List.of());
                            int missing = table.getValue().keys().size() - found.size();
                            return Stream.concat(
                                            found.stream()
                                                    .map(item -> read(ItemSize.of(item), strong)),
                                            Stream.generate(() -> read(0, strong)).limit(missing))
                                    .reduce(CapacityUnits.NONE, CapacityUnits::plus);
                        })
                .reduce(CapacityUnits.NONE, CapacityUnits::plus);
    }

    /** A row that is deleted is taken to be below 1 KB. */
    public static CapacityUnits of(BatchWriteItemRequest request) {
        return request.requestItems().values().stream()
                .flatMap(List::stream)
                .map(
                        write ->
                                write.putRequest() == null
                                        ? write(ItemSize.of(write.deleteRequest().key()))
                                        : write(ItemSize.of(write.putRequest().item())))
                .reduce(CapacityUnits.NONE, CapacityUnits::plus);
    }

    /**
     * The size of an updated item is estimated from the request: the items of net stock are far
     * below 1 KB.
     */
    public static CapacityUnits of(TransactWriteItemsRequest request) {
        return request.transactItems().stream()
                .map(CostModel::of)
                .reduce(CapacityUnits.NONE, CapacityUnits::plus);
    }

    private static CapacityUnits of(TransactWriteItem action) {
        long size = 0;
        if (action.put() != null) {
            size = ItemSize.of(action.put().item());
        } else if (action.update() != null) {
            size =
                    ItemSize.of(action.update().key())
                            + ItemSize.of(action.update().expressionAttributeValues());
        } else if (action.conditionCheck() != null) {
            size = ItemSize.of(action.conditionCheck().key());
        }
        return CapacityUnits.writes(TRANSACTION * write(size).write());
    }

    private static CapacityUnits write(long size) {
        return CapacityUnits.writes(Math.max(1, Math.ceil(size / WRITE_BYTES)));
    }

    private static CapacityUnits read(long size, boolean strong) {
        double units = Math.max(1, Math.ceil(size / READ_BYTES));
        return CapacityUnits.reads(strong ? units : EVENTUAL * units);
    }
}
