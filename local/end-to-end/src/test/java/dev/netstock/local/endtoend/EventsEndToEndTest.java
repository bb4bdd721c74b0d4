package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.cloud.ApiCaller;
import dev.netstock.operations.aws.FailedBatch;
import dev.netstock.operations.aws.FailedBatches;
import dev.netstock.operations.aws.OutputNames;
import dev.netstock.operator.rebuild.Rebuild;
import dev.netstock.operator.stage.StageFunction;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Downstream processing: streams, topic, queues and their functions. Every function runs in its own
 * JVMs.
 */
@ExtendWith(SharedCloud.class)
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class EventsEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Waits until all pending changes are processed. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int HOLD_SECONDS = 10;

    private final LocalDate day = LocalDate.now(ZoneOffset.UTC);
    private final RealCloud real;
    private final ApiCaller caller;

    EventsEndToEndTest(RealCloud real) {
        this.real = real;
        this.caller = real.caller("netstock/read", "netstock/reserve", "netstock/operate");
    }

    @Test
    void reservation_whenCreatedAndReleased_appearsInSalesAndHistory() throws Exception {
        real.supply("plate", "shinjuku", 5);
        reserve("E-1", "plate", "shinjuku", 2, 900);
        eventually().untilAsserted(() -> assertThat(total("plate")).isEqualTo("1 order, 2 units"));
        caller.insist("DELETE", "/v1/orders/E-1/reservation");
        eventually().untilAsserted(() -> assertThat(total("plate")).isEqualTo("0 order, 0 units"));
        eventually()
                .untilAsserted(
                        () ->
                                assertThat(types("plate"))
                                        .containsExactly("RELEASED", "RESERVED", "SUPPLY"));
    }

    @Test
    void stock_whenItFallsToTheReorderPoint_requestsReplenishmentOnce() throws Exception {
        real.supply("vase", "shinjuku", 12);
        settings(
                "vase",
                """
                {"location": "shinjuku", "safetyStock": 2, "reorderPoint": 10, "orderUpTo": 40}\
                """);
        reserve("E-2", "vase", "shinjuku", 1, 900);
        reserve("E-3", "vase", "shinjuku", 1, 900);
        eventually().until(() -> requests("vase").size() == 1);
        reserve("E-4", "vase", "shinjuku", 1, 900);
        eventually().until(() -> orders("vase") == 3);
        assertThat(requests("vase"))
                .singleElement()
                .satisfies(request -> assertThat(request.path("quantity").asInt()).isEqualTo(30));
    }

    @Test
    void sku_withPinnedShards_isShardedAndSold() throws Exception {
        real.supply("beaker", "shinjuku", 12);
        settings("beaker", "{\"location\": \"shinjuku\", \"shards\": 4}");
        eventually().until(() -> availableIn("beaker", 4).equals("3 3 3 3"));
        assertThat(reserve("E-12", "beaker", "shinjuku", 12, 900)).isEqualTo(201);
        assertThat(availableIn("beaker", 4)).isEqualTo("0 0 0 0");
    }

    @Test
    void reservation_whenItExpiresUnconfirmed_returnsItsUnits() throws Exception {
        real.supply("tray", "shinjuku", 1);
        reserve("E-5", "tray", "shinjuku", 1, HOLD_SECONDS);
        String expiresAt =
                eventually()
                        .until(
                                () -> reservation("E-5").path("expiresAt").asText(),
                                it -> !it.isEmpty());
        await().atMost(Duration.ofSeconds(HOLD_SECONDS).plus(LIMIT))
                .until(() -> reservation("E-5").path("state").asText().equals("EXPIRED"));
        assertThat(Instant.now()).isAfter(Instant.parse(expiresAt));
        assertThat(reserve("E-6", "tray", "shinjuku", 1, 900)).isEqualTo(201);
    }

    @Test
    void event_whenPublished_isArchivedByDay() throws Exception {
        real.supply("fork", "shinjuku", 3);
        reserve("E-7", "fork", "shinjuku", 1, 900);
        try (var s3 = s3()) {
            await().atMost(START_LIMIT)
                    .pollInterval(250, TimeUnit.MILLISECONDS)
                    .untilAsserted(
                            () ->
                                    assertThat(archive(s3))
                                            .anySatisfy(
                                                    event -> {
                                                        assertThat(event.path("type").asText())
                                                                .isEqualTo("reservation.reserved");
                                                        assertThat(event.path("subject").asText())
                                                                .isEqualTo("E-7");
                                                    }));
        }
    }

    @Test
    void deadLetter_whenRedriven_isProcessed() throws Exception {
        real.supply("spoon", "shinjuku", 3);
        try (var sqs = sqs()) {
            sqs.sendMessage(
                    it -> it.queueUrl(real.output("SalesDeadLettersUrl")).messageBody(aSale()));
            FailedBatch deadLetters = failedBatches(sqs).named("sales").orElseThrow();
            assertThat(deadLetters.redrive().replayed()).isEqualTo(1);
            eventually().until(() -> orders("spoon") == 1);
            assertThat(deadLetters.waiting()).isZero();
        }
    }

    @Test
    void rebuild_whenItHasRun_equalsTheLiveProjection() throws Exception {
        real.supply("ladle", "shinjuku", 9);
        reserve("E-10", "ladle", "shinjuku", 2, 900);
        eventually().until(() -> orders("ladle") == 1 && types("ladle").size() == 2);
        var sold = sales("ladle").path("minutes");
        var history = get("/v1/stock/ladle/deltas").path("deltas");
        try (var lambda = real.clients().lambda(real.cloud().endpoints().lambda().orElseThrow());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ofSales = threads.submit(() -> rebuild(lambda, "Sales"));
            var ofHistory = threads.submit(() -> rebuild(lambda, "History"));
            int generationOfSales = SharedCloud.besideKills(ofSales::get);
            int generationOfHistory = SharedCloud.besideKills(ofHistory::get);
            assertThat(generationOfSales).isEqualTo(2);
            assertThat(generationOfHistory).isEqualTo(2);
        }
        assertThat(sales("ladle").path("minutes")).isEqualTo(sold);
        assertThat(get("/v1/stock/ladle/deltas").path("deltas")).isEqualTo(history);
        reserve("E-11", "ladle", "shinjuku", 1, 900);
        eventually().until(() -> orders("ladle") == 2);
    }

    private int rebuild(LambdaClient lambda, String projection) throws Exception {
        var function = new StageFunction(lambda, real.output(projection + "RebuildFunction"));
        return new Rebuild(function, new SilentProgress()).run();
    }

    private FailedBatches failedBatches(SqsClient sqs) {
        return new FailedBatches(
                real.clients().lambda(real.cloud().endpoints().lambda().orElseThrow()),
                sqs,
                s3(),
                new OutputNames(real.cloud().outputs()));
    }

    private SqsClient sqs() {
        return real.clients().sqs(real.cloud().endpoints().sqs().orElseThrow());
    }

    private S3Client s3() {
        return real.clients().s3(real.cloud().endpoints().s3().orElseThrow());
    }

    private static ConditionFactory eventually() {
        return await().atMost(LIMIT).pollInterval(50, TimeUnit.MILLISECONDS);
    }

    private int reserve(String order, String sku, String location, int units, int seconds) {
        String body =
                """
                {"holdSeconds": %d, "lines": [{"sku": "%s", "location": "%s", "quantity": %d}]}\
                """
                        .formatted(seconds, sku, location, units);
        var answer = caller.insist("PUT", "/v1/orders/" + order + "/reservation", body);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return answer.statusCode();
    }

    private JsonNode reservation(String order) throws JsonProcessingException {
        return get("/v1/orders/" + order + "/reservation");
    }

    /** A starting function may return 503 first. Repeating the request is safe. */
    private void settings(String sku, String ofLocation) {
        String path = "/v1/skus/" + sku + "/settings";
        String body = "{\"locations\": [%s]}".formatted(ofLocation);
        eventually().until(() -> caller.insist("PUT", path, body).statusCode() == 200);
    }

    /** The available units of each item of a SKU at {@code shinjuku}. */
    private String availableIn(String sku, int shards) {
        try (var tables = real.clients().dynamoDb(real.cloud().endpoints().dynamoDb())) {
            return IntStream.range(0, shards)
                    .mapToObj(shard -> shard == 0 ? sku : sku + "#" + shard)
                    .map(key -> available(tables, key))
                    .collect(Collectors.joining(" "));
        }
    }

    private String available(DynamoDbClient tables, String sku) {
        var key = Map.of("sku", text(sku), "location", text("shinjuku"));
        String table = real.output("NetStockTable");
        var item = tables.getItem(it -> it.tableName(table).consistentRead(true).key(key)).item();
        return Optional.ofNullable(item.get("available")).map(AttributeValue::n).orElse("none");
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private String total(String sku) throws JsonProcessingException {
        JsonNode total = sales(sku).path("total");
        return total.path("orders").asInt() + " order, " + total.path("units").asInt() + " units";
    }

    private int orders(String sku) throws JsonProcessingException {
        return sales(sku).at("/total/orders").asInt();
    }

    private JsonNode sales(String sku) throws JsonProcessingException {
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        return get(
                "/v1/sales?from=%s&to=%s&sku=%s"
                        .formatted(
                                minute.minus(20, ChronoUnit.MINUTES),
                                minute.plus(2, ChronoUnit.MINUTES),
                                sku));
    }

    private List<String> types(String sku) throws JsonProcessingException {
        return get("/v1/stock/" + sku + "/deltas")
                .path("deltas")
                .valueStream()
                .map(delta -> delta.path("type").asText())
                .toList();
    }

    /** Those of today, and of the day on which the test started. */
    private List<JsonNode> requests(String sku) throws JsonProcessingException {
        List<JsonNode> requests = new ArrayList<>();
        for (LocalDate each : Set.copyOf(List.of(day, LocalDate.now(ZoneOffset.UTC)))) {
            get("/v1/replenishment-requests?day=%s&sku=%s".formatted(each, sku))
                    .path("requests")
                    .forEach(requests::add);
        }
        return requests;
    }

    private JsonNode get(String path) throws JsonProcessingException {
        return JSON.readTree(caller.insist("GET", path).body());
    }

    private List<JsonNode> archive(S3Client s3) {
        String bucket = real.output("ArchiveBucket");
        return s3
                .listObjectsV2Paginator(it -> it.bucket(bucket).prefix("events/"))
                .contents()
                .stream()
                .flatMap(
                        object ->
                                lines(
                                        s3.getObjectAsBytes(
                                                        it -> it.bucket(bucket).key(object.key()))
                                                .asByteArray())
                                        .stream())
                .toList();
    }

    private static List<JsonNode> lines(byte[] compressed) {
        try (var unzipped =
                new GZIPInputStream(SdkBytes.fromByteArray(compressed).asInputStream())) {
            return new String(unzipped.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(EventsEndToEndTest::json)
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String aSale() {
        Map<String, Object> event =
                Map.of(
                        "specversion", "1.0",
                        "id", "order#E-8#0001",
                        "source", "/net-stock/deltas",
                        "type", "reservation.reserved",
                        "subject", "E-8",
                        "time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                        "datacontenttype", "application/json",
                        "data",
                                Map.of(
                                        "orderId",
                                        "E-8",
                                        "step",
                                        1,
                                        "channel",
                                        "storefront",
                                        "expiresAt",
                                        Instant.now().plusSeconds(900).toString(),
                                        "lines",
                                        List.of(
                                                Map.of(
                                                        "sku",
                                                        "spoon",
                                                        "location",
                                                        "shinjuku",
                                                        "shard",
                                                        0,
                                                        "units",
                                                        -1))));
        return JSON.valueToTree(event).toString();
    }
}
