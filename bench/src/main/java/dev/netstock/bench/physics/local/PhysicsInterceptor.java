package dev.netstock.bench.physics.local;

import dev.netstock.bench.physics.dynamodb.Admission;
import dev.netstock.bench.physics.dynamodb.Answer;
import dev.netstock.bench.physics.dynamodb.Item;
import dev.netstock.bench.physics.dynamodb.Latency;
import dev.netstock.bench.physics.dynamodb.Meter;
import dev.netstock.bench.physics.dynamodb.Physics;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Applies DynamoDB's limits in front of DynamoDB Local, which has none: the rules and parameters of
 * the virtual {@code DynamoDb}, in real time, for the requests of net stock. A rejected request
 * fails with the SDK's exception, or stays unprocessed, and never reaches the server. Thread-safe.
 */
public final class PhysicsInterceptor implements ExecutionInterceptor {
    private static final ExecutionAttribute<List<Item>> HELD =
            new ExecutionAttribute<>("itemsThatATransactionHolds");
    private static final ExecutionAttribute<Latency> WAY_BACK = new ExecutionAttribute<>("wayBack");
    private static final ExecutionAttribute<Map<String, KeysAndAttributes>> LEFT =
            new ExecutionAttribute<>("keysThatWereThrottled");

    private static final long THROTTLED = -1;

    private final Physics.Times times;
    private final Admission admission;
    private final Places places;
    private final long startedAt = System.nanoTime();

    public PhysicsInterceptor(Physics physics) {
        this.times = physics.times();
        this.admission = new Admission(physics.capacity());
        this.places = new Places(admission);
    }

    /** A counter of the meter. */
    public synchronized double metered(ToDoubleFunction<Meter> figure) {
        return figure.applyAsDouble(admission.meter());
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return switch (context.request()) {
            case UpdateItemRequest update -> {
                write(place(() -> places.item(update.tableName(), update.key())), attributes);
                yield update;
            }
            case PutItemRequest put -> {
                write(place(() -> places.item(put.tableName(), put.item())), attributes);
                yield put;
            }
            case TransactWriteItemsRequest transaction -> {
                prepare(transaction, attributes);
                yield transaction;
            }
            case QueryRequest query -> {
                read(query, attributes);
                yield query;
            }
            case BatchGetItemRequest batch -> read(batch, attributes);
            default -> context.request();
        };
    }

    @Override
    public SdkResponse modifyResponse(
            Context.ModifyResponse context, ExecutionAttributes attributes) {
        return context.response() instanceof BatchGetItemResponse batch
                ? batch.toBuilder().unprocessedKeys(attributes.getAttribute(LEFT)).build()
                : context.response();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        end(attributes);
    }

    @Override
    public void onExecutionFailure(
            Context.FailedExecution context, ExecutionAttributes attributes) {
        end(attributes);
    }

    private void end(ExecutionAttributes attributes) {
        Optional.ofNullable(attributes.getAttribute(HELD)).ifPresent(this::release);
        Optional.ofNullable(attributes.getAttribute(WAY_BACK))
                .ifPresent(PhysicsInterceptor::travel);
    }

    private synchronized void release(List<Item> items) {
        admission.end(items);
    }

    private void write(Item item, ExecutionAttributes attributes) {
        travel(times.writeLeg());
        long turn = arrive(item);
        if (turn == THROTTLED) {
            throw back(times.writeLeg(), Refusals.throttled());
        }
        Pauses.untilNanos(startedAt + turn);
        if (turn(item) == Answer.CONFLICT) {
            throw back(times.writeLeg(), Refusals.conflict());
        }
        attributes.putAttribute(WAY_BACK, times.writeLeg());
    }

    /** When the turn of this write comes. */
    private synchronized long arrive(Item item) {
        return admission.write(item, now()) == Answer.THROTTLED
                ? THROTTLED
                : item.queue(now(), times.itemService().toNanos());
    }

    private synchronized Answer turn(Item item) {
        return admission.turn(item);
    }

    /**
     * Sends the transaction to the server at the end of its window, and locks its items until the
     * response.
     */
    private void prepare(TransactWriteItemsRequest transaction, ExecutionAttributes attributes) {
        travel(times.transactionLeg());
        Optional<DynamoDbException> refusal = hold(transaction.transactItems(), attributes);
        if (refusal.isPresent()) {
            throw back(times.transactionLeg(), refusal.get());
        }
        attributes.putAttribute(WAY_BACK, times.transactionLeg());
        travel(times.transactionWindow());
    }

    private synchronized Optional<DynamoDbException> hold(
            List<TransactWriteItem> actions, ExecutionAttributes attributes) {
        List<Item> items = actions.stream().map(places::item).toList();
        List<Boolean> held = items.stream().map(Item::held).toList();
        return switch (admission.prepare(items, now())) {
            case DONE -> {
                attributes.putAttribute(HELD, items);
                yield Optional.empty();
            }
            case CONFLICT -> Optional.of(Refusals.cancelled(held));
            case THROTTLED, CONDITION_FAILED ->
                    Optional.of(Refusals.throttledTransaction(items.size()));
        };
    }

    private void read(QueryRequest query, ExecutionAttributes attributes) {
        travel(times.readLeg());
        if (!admits(place(() -> places.item(query)))) {
            throw back(times.readLeg(), Refusals.throttled());
        }
        attributes.putAttribute(WAY_BACK, times.readLeg());
    }

    private BatchGetItemRequest read(BatchGetItemRequest batch, ExecutionAttributes attributes) {
        travel(times.readLeg());
        Map<String, KeysAndAttributes> admitted = new HashMap<>();
        Map<String, KeysAndAttributes> left = new HashMap<>();
        batch.requestItems().forEach((table, keys) -> divide(table, keys, admitted, left));
        if (admitted.isEmpty()) {
            throw back(times.readLeg(), Refusals.throttled());
        }
        attributes.putAttribute(LEFT, left);
        attributes.putAttribute(WAY_BACK, times.readLeg());
        return batch.toBuilder().requestItems(admitted).build();
    }

    private void divide(
            String table,
            KeysAndAttributes asked,
            Map<String, KeysAndAttributes> admitted,
            Map<String, KeysAndAttributes> left) {
        List<Map<String, AttributeValue>> in = new ArrayList<>();
        List<Map<String, AttributeValue>> out = new ArrayList<>();
        for (Map<String, AttributeValue> key : asked.keys()) {
            (admits(place(() -> places.item(table, key))) ? in : out).add(key);
        }
        if (!in.isEmpty()) {
            admitted.put(table, asked.toBuilder().keys(in).build());
        }
        if (!out.isEmpty()) {
            left.put(table, asked.toBuilder().keys(out).build());
        }
    }

    private synchronized boolean admits(Item item) {
        return admission.read(item, now()) == Answer.DONE;
    }

    private synchronized Item place(Supplier<Item> place) {
        return place.get();
    }

    private long now() {
        return System.nanoTime() - startedAt;
    }

    /** The time back of a rejected request, which never reaches the server. */
    private static DynamoDbException back(Latency way, DynamoDbException refusal) {
        travel(way);
        return refusal;
    }

    private static void travel(Latency way) {
        Pauses.nanos(way.draw(ThreadLocalRandom.current()));
    }
}
