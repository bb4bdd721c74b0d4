package dev.netstock.bench.cost;

import dev.netstock.bench.BareRequests;
import dev.netstock.bench.NetStockCalls;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.stock.capacity.CapacityMeter;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Fresh tables with stock, and a client whose requests are metered. Not thread-safe. */
final class MeteredTables {
    /** SKUs that have stock: {@code sku-0} and so on. */
    static final List<String> SKUS = IntStream.range(0, 100).mapToObj("sku-%d"::formatted).toList();

    /** Units of each SKU. */
    static final int SUPPLY = 1_000;

    private final CapacityMeter meter = new CapacityMeter();
    private final LocalTables tables = LocalTables.create();
    private final DynamoDbClient client =
            LocalTables.clientBuilder(LocalTables.http())
                    .overrideConfiguration(
                            DynamoClients.overrides().addExecutionInterceptor(meter).build())
                    .build();

    /** Tables with stock. */
    static MeteredTables withStock() {
        var metering = new MeteredTables();
        metering.netStock().supply(SKUS, SUPPLY);
        metering.meter.drain();
        return metering;
    }

    /** The cost of the requests that an operation makes. */
    Cost cost(Runnable operation) {
        meter.drain();
        operation.run();
        return Cost.of(meter.drain());
    }

    /** A new execution environment. */
    NetStockCalls netStock() {
        return NetStockCalls.over(tables, client);
    }

    /** A new execution environment, with the short methods of tests. */
    Shop shop() {
        return Shop.over(tables, client, new SettableClock());
    }

    Design netStockDesign() {
        return new NetStockDesign(netStock(), netStock());
    }

    /**
     * @param released the SKUs of an order that is released
     */
    Design floor(List<String> released) {
        return new FloorDesign(client, requests(), released);
    }

    Design transaction() {
        return new TransactionDesign(client, requests());
    }

    Design idempotency() {
        String table = UUID.randomUUID() + "-Idempotency";
        tables.client()
                .createTable(
                        request ->
                                request.tableName(table)
                                        .billingMode(BillingMode.PAY_PER_REQUEST)
                                        .attributeDefinitions(
                                                AttributeDefinition.builder()
                                                        .attributeName("id")
                                                        .attributeType(ScalarAttributeType.S)
                                                        .build())
                                        .keySchema(
                                                KeySchemaElement.builder()
                                                        .attributeName("id")
                                                        .keyType(KeyType.HASH)
                                                        .build()));
        return new IdempotencyDesign(client, table, transaction());
    }

    private BareRequests requests() {
        return new BareRequests(tables.names());
    }
}
