package dev.netstock.stock.capacity;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts what a client's requests cost by the cost model. Thread-safe. */
public final class CapacityMeter implements ExecutionInterceptor {
    private final List<Metered> calls = new ArrayList<>();

    /**
     * One request.
     *
     * @param operation such as {@code UpdateItem}
     * @param units what it cost
     */
    public record Metered(String operation, CapacityUnits units) {}

    /** The requests since the last call, in the order of their answers. */
    public synchronized List<Metered> drain() {
        var drained = List.copyOf(calls);
        calls.clear();
        return drained;
    }

    /** The total cost of some requests. */
    public static CapacityUnits sum(List<Metered> calls) {
        return calls.stream().map(Metered::units).reduce(CapacityUnits.NONE, CapacityUnits::plus);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        add(context.request(), cost(context.request(), context.response()));
    }

    @Override
    public void onExecutionFailure(
            Context.FailedExecution context, ExecutionAttributes attributes) {
        add(context.request(), failed(context.request(), context.exception()));
    }

    private synchronized void add(SdkRequest request, CapacityUnits units) {
        calls.add(new Metered(request.getClass().getSimpleName().replace("Request", ""), units));
    }

    private static CapacityUnits cost(SdkRequest request, SdkResponse response) {
        return switch (request) {
            case PutItemRequest put -> CostModel.of(put);
            case UpdateItemRequest update -> CostModel.of(update, (UpdateItemResponse) response);
            case QueryRequest query -> CostModel.of(query, (QueryResponse) response);
            case GetItemRequest get -> CostModel.of(get, (GetItemResponse) response);
            case BatchGetItemRequest get -> CostModel.of(get, (BatchGetItemResponse) response);
            case BatchWriteItemRequest write -> CostModel.of(write);
            case TransactWriteItemsRequest transaction -> CostModel.of(transaction);
            default -> CapacityUnits.NONE;
        };
    }

    private static CapacityUnits failed(SdkRequest request, Throwable failure) {
        return switch (request) {
            case TransactWriteItemsRequest transaction -> CostModel.of(transaction);
            case PutItemRequest put -> CostModel.of(put);
            case UpdateItemRequest _ ->
                    CostModel.ofFailedCondition(
                            failure instanceof ConditionalCheckFailedException condition
                                            && condition.hasItem()
                                    ? condition.item()
                                    : Map.of());
            default -> CapacityUnits.NONE;
        };
    }
}
