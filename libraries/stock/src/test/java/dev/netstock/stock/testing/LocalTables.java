package dev.netstock.stock.testing;

import dev.netstock.local.dynamodb.SharedDynamoDb;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.Batches;
import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Fresh tables of net stock in the build's DynamoDB Local. Their keys and streams equal those of
 * the templates; the template tests compare them. Thread-safe.
 *
 * @param names the tables' names
 * @param client a client without faults
 */
public record LocalTables(Tables names, DynamoDbClient client) {
    /** With them, a client sees the tables of this process. */
    public static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(SharedDynamoDb.ACCESS_KEY, "local"));

    private static final class Server {
        static final URI ENDPOINT = SharedDynamoDb.endpoint();
    }

    /** Creates the tables, without streams: DynamoDB Local is faster that way. */
    public static LocalTables create() {
        return create(Optional.empty());
    }

    /** Creates the tables; the item table has the stream that feeds the sweep. */
    public static LocalTables createWithStream() {
        return create(
                Optional.of(
                        StreamSpecification.builder()
                                .streamEnabled(true)
                                .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)
                                .build()));
    }

    private static LocalTables create(Optional<StreamSpecification> stream) {
        String prefix = UUID.randomUUID().toString();
        var names =
                new Tables(
                        prefix + "-NetStock",
                        prefix + "-StockDeltas",
                        prefix + "-StockHistory",
                        prefix + "-Allowances");
        DynamoDbClient client = client(http());
        create(client, names.netStock(), "sku", "location", stream);
        create(client, names.stockDeltas(), "cause", "step", Optional.empty());
        create(client, names.stockHistory(), "sku", "entry", Optional.empty());
        create(client, names.allowances(), "allowance");
        return new LocalTables(names, client);
    }

    /**
     * Creates another table, for a projection.
     *
     * @param table the last part of its name
     * @return its name
     */
    public String createMore(String table, String partitionKey, String sortKey) {
        String name = prefix() + table;
        create(client, name, partitionKey, sortKey, Optional.empty());
        return name;
    }

    /** Creates another table, whose key has one part. */
    public String createMore(String table, String partitionKey) {
        String name = prefix() + table;
        create(client, name, partitionKey);
        return name;
    }

    /** The table {@code Projections}; its name. */
    public String createProjections() {
        String name = prefix() + "Projections";
        create(client, name, "projection");
        return name;
    }

    /** Puts rows into a table. */
    public void fill(String table, List<Map<String, AttributeValue>> rows) {
        for (List<Map<String, AttributeValue>> batch : Batches.of(rows, 25)) {
            List<WriteRequest> writes =
                    batch.stream()
                            .map(row -> WriteRequest.builder().putRequest(it -> it.item(row)))
                            .map(WriteRequest.Builder::build)
                            .toList();
            client.batchWriteItem(request -> request.requestItems(Map.of(table, writes)));
        }
    }

    /** Copies the row with this value of an attribute, once for each other value. */
    public void copy(String table, String attribute, String value, List<String> others) {
        Map<String, AttributeValue> row =
                scan(table).stream()
                        .filter(it -> AttributeValue.fromS(value).equals(it.get(attribute)))
                        .findFirst()
                        .orElseThrow();
        fill(
                table,
                others.stream()
                        .map(
                                other -> {
                                    Map<String, AttributeValue> copy = new HashMap<>(row);
                                    copy.put(attribute, AttributeValue.fromS(other));
                                    return copy;
                                })
                        .toList());
    }

    /** Deletes all rows of a table with these keys. */
    public void empty(String table, String... keys) {
        List<WriteRequest> deletes = scan(table).stream().map(row -> delete(row, keys)).toList();
        for (List<WriteRequest> batch : Batches.of(deletes, 25)) {
            client.batchWriteItem(request -> request.requestItems(Map.of(table, batch)));
        }
    }

    private static WriteRequest delete(Map<String, AttributeValue> row, String... keys) {
        Map<String, AttributeValue> key = new HashMap<>(row);
        key.keySet().retainAll(Set.of(keys));
        return WriteRequest.builder().deleteRequest(it -> it.key(key)).build();
    }

    private String prefix() {
        return names.netStock().replace("NetStock", "");
    }

    /** Deletes the tables, to free memory of the server. */
    public void delete() {
        for (String table :
                List.of(
                        names.netStock(),
                        names.stockDeltas(),
                        names.stockHistory(),
                        names.allowances())) {
            client.deleteTable(request -> request.tableName(table));
        }
    }

    public static URI endpoint() {
        return Server.ENDPOINT;
    }

    /**
     * An HTTP client with long timeouts: a loaded machine is slow, and only tests inject timeouts.
     */
    public static SdkHttpClient http() {
        return DynamoClients.httpClient(Duration.ofSeconds(30));
    }

    /** A client of the local server over this HTTP client. */
    public static DynamoDbClient client(SdkHttpClient http) {
        return clientBuilder(http).build();
    }

    /** A builder of such a client. */
    public static DynamoDbClientBuilder clientBuilder(SdkHttpClient http) {
        return DynamoClients.builder(http)
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS);
    }

    /** A client that passes each of its requests to a listener. */
    public static DynamoDbClient watched(Consumer<SdkRequest> watcher) {
        return watched(http(), watcher);
    }

    /** As {@link #watched(Consumer)}, over another transport. */
    public static DynamoDbClient watched(SdkHttpClient http, Consumer<SdkRequest> watcher) {
        var interceptor =
                new ExecutionInterceptor() {
                    @Override
                    public void beforeExecution(
                            Context.BeforeExecution context, ExecutionAttributes attributes) {
                        watcher.accept(context.request());
                    }
                };
        return clientBuilder(http)
                .overrideConfiguration(
                        DynamoClients.overrides().addExecutionInterceptor(interceptor).build())
                .build();
    }

    /** All items of a table. */
    public List<Map<String, AttributeValue>> scan(String table) {
        return client
                .scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    private static void create(DynamoDbClient client, String table, String partitionKey) {
        client.createTable(
                request ->
                        request.tableName(table)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(attribute(partitionKey))
                                .keySchema(key(partitionKey, KeyType.HASH)));
    }

    private static void create(
            DynamoDbClient client,
            String table,
            String partitionKey,
            String sortKey,
            Optional<StreamSpecification> stream) {
        var request =
                CreateTableRequest.builder()
                        .tableName(table)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(attribute(partitionKey), attribute(sortKey))
                        .keySchema(key(partitionKey, KeyType.HASH), key(sortKey, KeyType.RANGE));
        stream.ifPresent(request::streamSpecification);
        client.createTable(request.build());
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
