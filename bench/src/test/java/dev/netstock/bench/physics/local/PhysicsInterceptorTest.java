package dev.netstock.bench.physics.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import dev.netstock.bench.physics.dynamodb.Latency;
import dev.netstock.bench.physics.dynamodb.Meter;
import dev.netstock.bench.physics.dynamodb.Physics;
import dev.netstock.bench.physics.dynamodb.Physics.Times;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A rejected request fails with the SDK's exception, and never reaches the server. */
class PhysicsInterceptorTest {
    /** Only transactions take time: other requests must arrive within their window. */
    private static final Times INSTANT =
            new Times(
                    Duration.ZERO,
                    Latency.constantMillis(0),
                    Latency.constantMillis(0),
                    Latency.constantMillis(0),
                    Latency.constantMillis(1_500));

    /** The token buckets do not refill within a test. */
    private static final Physics FEW =
            Physics.standard().withUnits(0.002, 0.003).withBurst(300, 1).withTimes(INSTANT);

    private static final Physics PLENTY = Physics.standard().withBurst(1, 1).withTimes(INSTANT);

    private final LocalTables tables = LocalTables.create();

    @Test
    void write_withoutUnits_isThrottledAndChangesNothing() {
        var interceptor = new PhysicsInterceptor(FEW.withUnits(0.01, 1));
        DynamoDbClient client = client(interceptor);

        IntStream.range(0, 3).forEach(number -> put(client, "a", number));

        assertThatThrownBy(() -> put(client, "a", 3))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        e -> assertThat(e.isThrottlingException()).isTrue());
        assertThat(numberOf("a")).isEqualTo(2);
        put(client, "b", 1);
        assertThat(interceptor.metered(Meter::writeUnits)).isEqualTo(4);
        assertThat(interceptor.metered(Meter::throttles)).isEqualTo(1);
    }

    @Test
    void condition_thatFails_costsAWrite() {
        var interceptor = new PhysicsInterceptor(PLENTY);
        DynamoDbClient client = client(interceptor);

        assertThatThrownBy(
                        () ->
                                client.putItem(
                                        request ->
                                                request.tableName(netStock())
                                                        .item(item("a", 1))
                                                        .conditionExpression(
                                                                "attribute_exists(sku)")))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(interceptor.metered(Meter::writeUnits)).isEqualTo(1);
    }

    @Test
    void transaction_withoutUnits_isCancelled() {
        DynamoDbClient client = client(new PhysicsInterceptor(FEW));

        assertThatThrownBy(() -> transact(client, "a", "b"))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        e ->
                                assertThat(e.cancellationReasons())
                                        .allMatch(it -> "ThrottlingError".equals(it.code())));
    }

    @Test
    void requests_thatMeetATransaction_conflictAndSucceedAfterIt() {
        var interceptor = new PhysicsInterceptor(PLENTY);
        DynamoDbClient client = client(interceptor);
        CompletableFuture<Void> transaction =
                CompletableFuture.runAsync(() -> transact(client, "a", "b"));
        awaitHeld(interceptor);

        assertThatThrownBy(() -> put(client, "a", 7))
                .isInstanceOf(TransactionConflictException.class);
        assertThatThrownBy(() -> transact(client, "c", "b"))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        e ->
                                assertThat(e.cancellationReasons())
                                        .extracting(it -> it.code())
                                        .containsExactly("None", "TransactionConflict"));
        transaction.join();
        put(client, "a", 7);

        assertThat(numberOf("a")).isEqualTo(7);
        assertThat(numberOf("b")).isZero();
        assertThat(interceptor.metered(Meter::conflicts)).isEqualTo(2);
    }

    @Test
    void batchOfReads_leavesThrottledKeysUnprocessed() {
        put(tables.client(), "a", 1);
        put(tables.client(), "b", 2);
        DynamoDbClient client = client(new PhysicsInterceptor(FEW.withUnits(1, 0.004)));
        batch(client, "a");

        BatchGetItemResponse response = batch(client, "a", "b");

        assertThat(response.responses().get(netStock())).hasSize(1);
        assertThat(response.unprocessedKeys())
                .hasEntrySatisfying(
                        netStock(), left -> assertThat(left.keys()).containsExactly(key("a")));
        assertThatThrownBy(() -> batch(client, "a", "b"))
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        e -> assertThat(e.isThrottlingException()).isTrue());
    }

    private static void awaitHeld(PhysicsInterceptor interceptor) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (interceptor.metered(Meter::writeUnits) == 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(100_000);
        }
    }

    private static DynamoDbClient client(PhysicsInterceptor interceptor) {
        return LocalTables.clientBuilder(LocalTables.http())
                .overrideConfiguration(
                        DynamoClients.overrides().addExecutionInterceptor(interceptor).build())
                .build();
    }

    private String netStock() {
        return tables.names().netStock();
    }

    private void put(DynamoDbClient client, String sku, int number) {
        client.putItem(request -> request.tableName(netStock()).item(item(sku, number)));
    }

    private void transact(DynamoDbClient client, String... skus) {
        List<TransactWriteItem> puts =
                List.of(skus).stream()
                        .map(sku -> Put.builder().tableName(netStock()).item(item(sku, 0)).build())
                        .map(put -> TransactWriteItem.builder().put(put).build())
                        .toList();
        client.transactWriteItems(request -> request.transactItems(puts));
    }

    private BatchGetItemResponse batch(DynamoDbClient client, String... skus) {
        var keys =
                KeysAndAttributes.builder()
                        .consistentRead(true)
                        .keys(List.of(skus).stream().map(PhysicsInterceptorTest::key).toList())
                        .build();
        return client.batchGetItem(request -> request.requestItems(Map.of(netStock(), keys)));
    }

    private int numberOf(String sku) {
        var item =
                tables.client()
                        .getItem(
                                request ->
                                        request.tableName(netStock())
                                                .key(key(sku))
                                                .consistentRead(true))
                        .item();
        return Integer.parseInt(requireNonNull(item.get("number")).n());
    }

    private static Map<String, AttributeValue> key(String sku) {
        return Map.of("sku", AttributeValue.fromS(sku), "location", AttributeValue.fromS("east"));
    }

    private static Map<String, AttributeValue> item(String sku, int number) {
        return Map.of(
                "sku",
                AttributeValue.fromS(sku),
                "location",
                AttributeValue.fromS("east"),
                "number",
                AttributeValue.fromN(Integer.toString(number)));
    }
}
