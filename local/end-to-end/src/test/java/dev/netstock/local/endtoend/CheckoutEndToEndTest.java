package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.cloud.ApiCaller;
import dev.netstock.local.cloud.LocalCloud;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The deployed system from the view of a storefront. Every function runs in its own JVMs. */
@ExtendWith(SharedCloud.class)
@Execution(ExecutionMode.CONCURRENT)
class CheckoutEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration DELTA_LIMIT = Duration.ofSeconds(60);
    private static final String CLOUD_WATCH = "AWS_ENDPOINT_URL_CLOUDWATCH";
    private static final Metric RESERVED =
            Metric.builder()
                    .namespace("NetStock")
                    .metricName("Reserved")
                    .dimensions(Dimension.builder().name("Service").value("checkout").build())
                    .build();
    private static final String READ = "netstock/read";
    private static final String RESERVE = "netstock/reserve";

    private final RealCloud real;
    private final ApiCaller caller;

    CheckoutEndToEndTest(RealCloud real) {
        this.real = real;
        this.caller = real.caller(READ, RESERVE);
    }

    @Test
    void reservation_whenCreatedRepeatedAndReleased_takesAndReturnsTheUnits() throws Exception {
        real.supply("pen", "shinjuku", 5);

        assertThat(reserve("A-1", "pen", 2).statusCode()).isEqualTo(201);
        assertThat(reserve("A-1", "pen", 2).statusCode()).isEqualTo(200);
        assertThat(available("pen")).isEqualTo(3);
        assertThat(caller.insist("DELETE", "/v1/orders/A-1/reservation").statusCode())
                .isEqualTo(200);
        assertThat(caller.insist("DELETE", "/v1/orders/A-1/reservation").statusCode())
                .isEqualTo(200);
        assertThat(available("pen")).isEqualTo(5);
    }

    @Test
    void reservation_whenStockIsInsufficient_isRefusedWithTheAvailableUnits() throws Exception {
        real.supply("cup", "shinjuku", 1);

        var answer = reserve("A-2", "cup", 2);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(json(answer).at("/shortages/0/available").asInt()).isEqualTo(1);
    }

    @Test
    void stepsOfAnOrder_whenCalled_reachTheirRoutes() throws Exception {
        real.supply("bowl", "shinjuku", 4);
        reserve("A-3", "bowl", 3);

        assertThat(
                        caller.insist(
                                        "PATCH",
                                        "/v1/orders/A-3/reservation",
                                        "{\"holdSeconds\": 900}")
                                .statusCode())
                .isEqualTo(200);
        assertThat(
                        caller.insist("PUT", "/v1/orders/A-3/transfers/t-1", "{\"to\": \"umeda\"}")
                                .statusCode())
                .isEqualTo(409);
        assertThat(caller.insist("POST", "/v1/orders/A-3/confirmation").statusCode())
                .isEqualTo(200);
        assertThat(caller.insist("PUT", "/v1/orders/A-3/cancellations/c-1").statusCode())
                .isEqualTo(201);
        assertThat(available("bowl")).isEqualTo(4);
    }

    @Test
    void deltas_whenAnOrderIsReserved_appearSoon() throws Exception {
        real.supply("towel", "shinjuku", 9);
        await().atMost(START_LIMIT).until(() -> deltas("towel").path("deltas").size() == 1);

        reserve("A-4", "towel", 1);

        await().atMost(DELTA_LIMIT)
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(() -> deltas("towel").path("deltas").size() == 2);
    }

    @Test
    void metrics_whenAnOrderIsReserved_canBeRead() throws Exception {
        real.supply("lamp", "shinjuku", 2);
        reserve("A-6", "lamp", 1);
        var endpoint = requireNonNull(real.cloud().endpoints().asVariables().get(CLOUD_WATCH));
        try (var cloudWatch = client(URI.create(endpoint))) {
            await().atMost(START_LIMIT)
                    .pollInterval(50, TimeUnit.MILLISECONDS)
                    .until(() -> !reserved(cloudWatch).isEmpty());
        }
    }

    @Test
    void call_withoutAValidToken_isRejectedByTheAuthorizer() {
        var anonymous = caller.withToken("");
        assertThat(anonymous.call("GET", "/v1/stock/pen").statusCode()).isEqualTo(401);
        var forged = caller.withToken(caller.token().substring(0, caller.token().length() - 8));
        assertThat(forged.call("GET", "/v1/stock/pen").statusCode()).isEqualTo(401);
    }

    @Test
    void call_whenTheScopeIsMissing_isForbidden() {
        var reader = real.caller(READ);

        var answer = reader.call("PUT", "/v1/orders/A-5/reservation", body("pen", 1));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(real.caller(RESERVE).insist("GET", "/v1/stock/pen").statusCode()).isEqualTo(403);
    }

    @Test
    void call_whenNoRouteMatches_isNotFound() {
        assertThat(caller.insist("GET", "/v2/stock/pen").statusCode()).isEqualTo(404);
    }

    @Test
    void functions_whenTheyRun_areThoseOfTheTemplates() {
        LocalCloud cloud = real.cloud();

        assertThat(cloud.lambda().environments())
                .extracting(environment -> environment.function())
                .allMatch(name -> name.startsWith("NetStock-dev-"));
        assertThat(cloud.outputs())
                .containsEntry("NetStockTable", real.output("NetStockTable"))
                .containsEntry("ApiUrl", cloud.apiUrl().toString());
    }

    /** The number of reservations per minute. */
    private static List<Double> reserved(CloudWatchClient cloudWatch) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        var query =
                MetricDataQuery.builder()
                        .id("reserved")
                        .metricStat(it -> it.stat("Sum").period(60).metric(RESERVED))
                        .build();
        return cloudWatch
                .getMetricData(
                        it ->
                                it.startTime(now.minus(1, ChronoUnit.HOURS))
                                        .endTime(now.plus(1, ChronoUnit.HOURS))
                                        .metricDataQueries(query))
                .metricDataResults()
                .getFirst()
                .values();
    }

    private static CloudWatchClient client(URI endpoint) {
        return CloudWatchClient.builder()
                .endpointOverride(endpoint)
                .region(Region.AP_NORTHEAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .build();
    }

    private HttpResponse<String> reserve(String order, String sku, int quantity) {
        return caller.insist("PUT", "/v1/orders/" + order + "/reservation", body(sku, quantity));
    }

    private static String body(String sku, int quantity) {
        var line = Map.of("sku", sku, "quantity", quantity, "location", "shinjuku");
        return JSON.valueToTree(Map.of("lines", new Object[] {line})).toString();
    }

    private int available(String sku) throws JsonProcessingException {
        return json(caller.insist("GET", "/v1/stock/" + sku + "?consistent=true"))
                .path("available")
                .asInt();
    }

    private JsonNode deltas(String sku) throws JsonProcessingException {
        return json(caller.insist("GET", "/v1/stock/" + sku + "/deltas"));
    }

    private static JsonNode json(HttpResponse<String> answer) throws JsonProcessingException {
        return JSON.readTree(answer.body());
    }
}
