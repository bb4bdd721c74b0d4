package dev.netstock.local.eventsource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.local.dynamodb.DynamoDbLocal;
import dev.netstock.local.eventsource.StreamMappingDefinition.StartingPosition;
import dev.netstock.local.lambda.FunctionDefinition;
import dev.netstock.local.lambda.LambdaService;
import dev.netstock.local.lambda.ProbeFunction;
import dev.netstock.local.lambda.probe.StreamHandler;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Mappings of a real table's stream to a real function. */
class StreamMappingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    @TempDir static Path folder;
    static DynamoDbLocal dynamoDb;
    static DynamoDbClient tables;
    static DynamoDbStreamsClient streams;
    static LambdaService lambda;
    static FunctionDefinition function;

    private final RecordedFailures failures = new RecordedFailures();

    @BeforeAll
    static void start() throws IOException {
        dynamoDb = DynamoDbLocal.start();
        tables =
                DynamoDbClient.builder()
                        .endpointOverride(dynamoDb.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(CREDENTIALS)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
        streams =
                DynamoDbStreamsClient.builder()
                        .endpointOverride(dynamoDb.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(CREDENTIALS)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
        lambda = LambdaService.start(ProbeFunction.options(folder));
        function = definition(OptionalInt.empty(), ProbeFunction.zip(folder));
        lambda.deploy(function);
    }

    @AfterAll
    static void stop() {
        lambda.close();
        streams.close();
        tables.close();
        dynamoDb.close();
    }

    private static FunctionDefinition definition(OptionalInt reserved, Path zip) {
        FunctionDefinition probe = ProbeFunction.definition("reader", zip);
        return new FunctionDefinition(
                "reader",
                zip,
                StreamHandler.class.getName(),
                probe.memoryMb(),
                probe.timeout(),
                probe.environment(),
                reserved,
                probe.version(),
                probe.aliases(),
                probe.snapStart());
    }

    /** Creates a table and returns the ARN of its stream. */
    private static String table(String name) {
        return tables.createTable(
                        table ->
                                table.tableName(name)
                                        .keySchema(
                                                KeySchemaElement.builder()
                                                        .attributeName("id")
                                                        .keyType(KeyType.HASH)
                                                        .build())
                                        .attributeDefinitions(
                                                AttributeDefinition.builder()
                                                        .attributeName("id")
                                                        .attributeType(ScalarAttributeType.S)
                                                        .build())
                                        .billingMode(BillingMode.PAY_PER_REQUEST)
                                        .streamSpecification(
                                                StreamSpecification.builder()
                                                        .streamEnabled(true)
                                                        .streamViewType(
                                                                StreamViewType.NEW_AND_OLD_IMAGES)
                                                        .build()))
                .tableDescription()
                .latestStreamArn();
    }

    private static void put(String table, String id, int n, Map<String, String> more) {
        var item = new HashMap<String, AttributeValue>();
        item.put("id", AttributeValue.fromS(id));
        item.put("n", AttributeValue.fromN(Integer.toString(n)));
        more.forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
        tables.putItem(put -> put.tableName(table).item(item));
    }

    private static void put(String table, String id) {
        put(table, id, 0, Map.of());
    }

    private static void poison(String table, String id, String how) {
        put(table, id, 0, Map.of("poison", how));
    }

    /** The ids of each batch that the function received. */
    private static List<String> batches(String streamArn) throws IOException {
        Path log = folder.resolve("logs/reader.log");
        if (!Files.exists(log)) {
            return List.of();
        }
        String start = "batch " + streamArn + " ";
        return Files.readString(log)
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).replace("@0", ""))
                .toList();
    }

    private StreamMapping map(MappingSettings settings) {
        return StreamMapping.start(
                settings.definition(failures), streams, dynamoDb.writes(), lambda);
    }

    private static void awaitBatches(String streamArn, String... expected) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(batches(streamArn)).containsExactly(expected));
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
    @Test
    void start_atTheTrimHorizon_readsExistingRecordsInOrder() {
        String stream = table("horizon");
        put("horizon", "a");
        put("horizon", "b");
        put("horizon", "c");

        try (var _ = map(MappingSettings.of(stream))) {
            awaitBatches(stream, "a,b,c");
            put("horizon", "d");
            awaitBatches(stream, "a,b,c", "d");
        }
    }

    /** DynamoDB Local's streams leave out what an empty map is. */
    @Test
    void recordWithEmptyMaps_isDelivered_withTheOnesAfterIt() {
        String stream = table("empty");
        var nothing = AttributeValue.fromM(Map.of());
        tables.putItem(
                put ->
                        put.tableName("empty")
                                .item(
                                        Map.of(
                                                "id", AttributeValue.fromS("a"),
                                                "n", AttributeValue.fromN("0"),
                                                "map", nothing,
                                                "maps",
                                                        AttributeValue.fromM(
                                                                Map.of("inner", nothing)),
                                                "list", AttributeValue.fromL(List.of(nothing)))));
        put("empty", "b");

        try (var _ = map(MappingSettings.of(stream))) {
            awaitBatches(stream, "a,b");
        }
    }

    @Test
    void start_atLatest_readsOnlyNewRecords() {
        String stream = table("latest");
        put("latest", "before");

        try (var _ = map(MappingSettings.of(stream).from(StartingPosition.LATEST))) {
            put("latest", "after");
            awaitBatches(stream, "after");
        }
    }

    @Test
    void batch_isNoLargerThanItsSize() {
        String stream = table("sized");
        for (String id : List.of("a", "b", "c", "d", "e")) {
            put("sized", id);
        }

        try (var _ = map(MappingSettings.of(stream).batchSize(2))) {
            awaitBatches(stream, "a,b", "c,d", "e");
        }
    }

    @Test
    void batch_withAWindow_waitsForMore() {
        String stream = table("windowed");

        try (var _ = map(MappingSettings.of(stream).batchSize(3).window(Duration.ofMinutes(1)))) {
            put("windowed", "a");
            put("windowed", "b");
            put("windowed", "c");
            awaitBatches(stream, "a,b,c");
        }
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
    @Test
    void batch_thatFails_isDiscardedAfterItsRetries() throws IOException {
        String stream = table("failing");
        put("failing", "a");
        poison("failing", "b", "throw");

        try (var _ = map(MappingSettings.of(stream).retries(2))) {
            awaitBatches(stream, "a,b", "a,b", "a,b");
            await().atMost(LIMIT).until(() -> failures.batches().size() == 1);
            put("failing", "c");
            awaitBatches(stream, "a,b", "a,b", "a,b", "c");
        }

        JsonNode failure = failures.batches().element().description();
        assertThat(failure.at("/requestContext/condition").asText())
                .isEqualTo("RetryAttemptsExhausted");
        assertThat(failure.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
        assertThat(failure.at("/requestContext/functionArn").asText())
                .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:reader:live");
        assertThat(failure.at("/responseContext").toString())
                .isEqualTo(
                        "{\"statusCode\":200,\"executedVersion\":\"7\",\"functionError\":\"Unhandled\"}");
        assertThat(failure.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(2);
        assertThat(failure.at("/DDBStreamBatchInfo/streamArn").asText()).isEqualTo(stream);
        assertThat(failure.at("/version").asText()).isEqualTo("1.0");
        assertThat(failures.batches().element().event().path("Records"))
                .extracting(it -> it.at("/dynamodb/Keys/id/S").asText())
                .containsExactly("a", "b");
    }

    @Test
    void batch_whenItsDestinationIsUnavailable_isNotLost() {
        String stream = table("unreachable");
        poison("unreachable", "a", "throw");
        failures.failNext(1);

        try (var _ = map(MappingSettings.of(stream).retries(0))) {
            await().atMost(LIMIT).until(() -> failures.batches().size() == 1);
            put("unreachable", "b");
            awaitBatches(stream, "a", "a", "b");
        }
    }

    @Test
    void batch_thatFailsWithBisecting_isSplitUntilThePoisonRecordIsAlone() throws IOException {
        String stream = table("bisected");
        put("bisected", "a");
        put("bisected", "b");
        poison("bisected", "c", "throw");
        put("bisected", "d");

        try (var _ = map(MappingSettings.of(stream).retries(0).bisecting())) {
            awaitBatches(stream, "a,b,c,d", "a,b", "c,d", "c", "d");
        }

        JsonNode info = failures.batches().element().description().get("DDBStreamBatchInfo");
        assertThat(info.get("batchSize").asInt()).isEqualTo(1);
        assertThat(info.get("startSequenceNumber")).isEqualTo(info.get("endSequenceNumber"));
        assertThat(failures.batches()).hasSize(1);
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
    @Test
    void batch_withReportedFailures_isRetriedFromTheFirst() {
        String stream = table("reported");
        put("reported", "a");
        poison("reported", "b", "report");
        put("reported", "c");
        poison("reported", "d", "report");

        try (var _ = map(MappingSettings.of(stream).retries(1).reporting())) {
            awaitBatches(stream, "a,b,c,d", "b,c,d");
            await().atMost(LIMIT).until(() -> failures.batches().size() == 1);
        }
    }

    @Test
    void batch_withReportedFailures_succeedsIfReportingIsOff() {
        String stream = table("unasked");
        poison("unasked", "a", "report");

        try (var _ = map(MappingSettings.of(stream).retries(1))) {
            awaitBatches(stream, "a");
            put("unasked", "b");
            awaitBatches(stream, "a", "b");
        }
        assertThat(failures.batches()).isEmpty();
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
    @Test
    void batch_olderThanTheMaximumAge_isDiscardedWithoutDelivery() throws IOException {
        String stream = table("aged");
        put("aged", "a");

        try (var _ = map(MappingSettings.of(stream).maximumAge(Duration.ZERO))) {
            await().atMost(LIMIT).until(() -> failures.batches().size() == 1);
        }

        assertThat(batches(stream)).isEmpty();
        assertThat(
                        failures.batches()
                                .element()
                                .description()
                                .at("/requestContext/condition")
                                .asText())
                .isEqualTo("RecordAgeExceeded");
    }

    @Test
    void batch_whileTheFunctionIsThrottled_isRetriedWithoutLimit() {
        String stream = table("throttled");
        var closed =
                new FunctionDefinition(
                        "throttled",
                        function.zip(),
                        function.handler(),
                        function.memoryMb(),
                        function.timeout(),
                        function.environment(),
                        OptionalInt.of(0),
                        function.version(),
                        function.aliases(),
                        function.snapStart());
        lambda.deploy(closed);
        var throttles = new CountingInvoker(lambda);
        put("throttled", "a");
        var settings = MappingSettings.of(stream).retries(0).function("throttled");

        try (var _ =
                StreamMapping.start(
                        settings.definition(failures), streams, dynamoDb.writes(), throttles)) {
            await().atMost(LIMIT).until(() -> throttles.count() >= 2);
            throttles.redirectTo("reader");
            awaitBatches(stream, "a");
        }
        assertThat(failures.batches()).isEmpty();
    }

    @Test
    void records_ofOneItem_stayInOrderWithParallelBatches() {
        String stream = table("parallel");
        for (int n = 1; n <= 4; n++) {
            for (String id : List.of("a", "b", "c", "d", "e", "f")) {
                put("parallel", id, n, Map.of());
            }
        }

        try (var _ = map(MappingSettings.of(stream).batchSize(2).parallel(3))) {
            await().atMost(LIMIT)
                    .untilAsserted(
                            () ->
                                    assertThat(String.join(",", batches(stream)).split(",", -1))
                                            .hasSize(24)
                                            .containsSubsequence("a@1", "a@2", "a@3", "a@4")
                                            .containsSubsequence("f@1", "f@2", "f@3", "f@4"));
        }
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html
    @Test
    void records_thatMatchNoFilter_areSkipped() {
        String stream = table("filtered");
        put("filtered", "a", 0, Map.of("kind", "take"));
        put("filtered", "b", 0, Map.of("kind", "supply"));
        put("filtered", "c", 0, Map.of("kind", "take"));
        String pattern = "{\"dynamodb\":{\"NewImage\":{\"kind\":{\"S\":[\"take\"]}}}}";

        try (var _ = map(MappingSettings.of(stream).filters(List.of(pattern)))) {
            awaitBatches(stream, "a,c");
        }
    }
}
