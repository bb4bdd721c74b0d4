package dev.netstock.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.lambda.FunctionDefinition;
import dev.netstock.local.lambda.LambdaService;
import dev.netstock.local.lambda.ProbeFunction;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The HTTP API with a real function and a real client. */
class HttpApiServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Issuer ISSUER = new Issuer();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir static Path folder;
    static LambdaService lambda;
    static HttpApiServer api;

    @BeforeAll
    static void start() throws IOException {
        lambda = LambdaService.start(ProbeFunction.options(folder));
        Path zip = ProbeFunction.zip(folder);
        FunctionDefinition probe = ProbeFunction.definition("probe", zip);
        lambda.deploy(probe);
        lambda.deploy(closed(probe));
        List<RouteDefinition> routes =
                List.of(
                        open("PUT /v1/orders/{orderId}/reservation", "probe:live"),
                        open("ANY /v1/files/{proxy+}", "probe"),
                        open("GET /v1/missing", "nobody"),
                        open("GET /v1/closed", "closed"),
                        with(open("POST /v1/slow", "probe"), Duration.ofMillis(100)),
                        limited(open("GET /v1/limited", "probe")),
                        guarded(open("GET /v1/stock/{sku}", "probe"), "netstock/read"),
                        open("POST /v1/do", "probe"));
        api =
                HttpApiServer.start(
                        new HttpApiDefinition("a1b2c3", "dev", routes, Optional.empty()),
                        0,
                        new DoingInvoker(lambda),
                        ISSUER);
    }

    @AfterAll
    static void stop() {
        api.close();
        lambda.close();
    }

    private static FunctionDefinition closed(FunctionDefinition from) {
        return new FunctionDefinition(
                "closed",
                from.zip(),
                from.handler(),
                from.memoryMb(),
                from.timeout(),
                from.environment(),
                OptionalInt.of(0),
                from.version(),
                from.aliases(),
                from.snapStart());
    }

    private static RouteDefinition open(String routeKey, String function) {
        return new RouteDefinition(
                routeKey,
                function,
                RouteDefinition.LONGEST,
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    private static RouteDefinition with(RouteDefinition from, Duration timeout) {
        return new RouteDefinition(
                from.routeKey(),
                from.function(),
                timeout,
                from.authorizer(),
                from.scopes(),
                from.throttle());
    }

    private static RouteDefinition limited(RouteDefinition from) {
        return new RouteDefinition(
                from.routeKey(),
                from.function(),
                from.timeout(),
                from.authorizer(),
                from.scopes(),
                Optional.of(new ThrottleDefinition(0.001, 2)));
    }

    private static RouteDefinition guarded(RouteDefinition from, String scope) {
        return new RouteDefinition(
                from.routeKey(),
                from.function(),
                from.timeout(),
                Optional.of(ISSUER.authorizer()),
                Set.of(scope),
                from.throttle());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api.url() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> ask(String action) throws Exception {
        return send(
                request("/v1/do")
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(action)));
    }

    private static HttpResponse<String> answered(String functionAnswer) throws Exception {
        return ask("{\"do\":\"answer\",\"answer\":" + functionAnswer + "}");
    }

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
    @Test
    void request_reachesTheFunctionInPayloadFormat2() throws Exception {
        HttpResponse<String> response =
                send(
                        request("/v1/orders/A%2F1%2B2+3/reservation?sku=a%20b&sku=c&empty=")
                                .header("Content-Type", "application/json")
                                .header("X-Trace", "one")
                                .header("X-Trace", "two")
                                .header("Cookie", "a=1; b=2")
                                .PUT(BodyPublishers.ofString("{\"lines\":[\"é\"]}")));

        JsonNode event = JSON.readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(event.get("version").asText()).isEqualTo("2.0");
        assertThat(event.get("routeKey").asText())
                .isEqualTo("PUT /v1/orders/{orderId}/reservation");
        assertThat(event.get("rawPath").asText())
                .isEqualTo("/dev/v1/orders/A%2F1%2B2+3/reservation");
        assertThat(event.get("rawQueryString").asText()).isEqualTo("sku=a%20b&sku=c&empty=");
        assertThat(event.get("queryStringParameters").toString())
                .isEqualTo("{\"sku\":\"a b,c\",\"empty\":\"\"}");
        assertThat(event.get("pathParameters").toString()).isEqualTo("{\"orderId\":\"A/1+2+3\"}");
        assertThat(event.get("headers").get("x-trace").asText()).isEqualTo("one,two");
        assertThat(event.get("headers").has("cookie")).isFalse();
        assertThat(event.get("cookies").toString()).isEqualTo("[\"a=1\",\"b=2\"]");
        assertThat(event.get("body").asText()).isEqualTo("{\"lines\":[\"é\"]}");
        assertThat(event.get("isBase64Encoded").asBoolean()).isFalse();
        assertContext(event.get("requestContext"), response);
    }

    private static void assertContext(JsonNode context, HttpResponse<String> response) {
        assertThat(context.get("apiId").asText()).isEqualTo("a1b2c3");
        assertThat(context.get("stage").asText()).isEqualTo("dev");
        assertThat(context.get("requestId").asText())
                .isEqualTo(response.headers().firstValue("apigw-requestid").orElseThrow());
        assertThat(context.get("http").get("method").asText()).isEqualTo("PUT");
        assertThat(context.get("http").get("sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(context.get("time").asText())
                .matches("\\d{2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} \\+0000");
        assertThat(context.get("timeEpoch").asLong()).isPositive();
    }

    @Test
    void request_withABinaryBody_isSentInBase64() throws Exception {
        HttpResponse<String> response =
                send(
                        request("/v1/orders/1/reservation")
                                .header("content-type", "application/octet-stream")
                                .PUT(BodyPublishers.ofByteArray(new byte[] {0, -1})));

        JsonNode event = JSON.readTree(response.body());
        assertThat(event.get("isBase64Encoded").asBoolean()).isTrue();
        assertThat(event.get("body").asText()).isEqualTo("AP8=");
    }

    /** A signature is over these bytes, so that a webhook needs them unchanged. */
    @Test
    void request_ofAnOpenRouteWithJson_hasItsBodyByteForByteAndLowerCaseHeaders() throws Exception {
        String body = " {\"id\" : 1,\r\n \"name\": \"\\u00e9 é 注文\"}\n";

        HttpResponse<String> response =
                send(
                        request("/v1/files/hook")
                                .header("Content-Type", "application/json; charset=utf-8")
                                .header("X-Shopify-Hmac-Sha256", "c2ln+bg/==")
                                .POST(BodyPublishers.ofString(body)));

        JsonNode event = JSON.readTree(response.body());
        assertThat(event.get("isBase64Encoded").asBoolean()).isFalse();
        assertThat(event.get("body").asText()).isEqualTo(body);
        assertThat(event.get("headers").get("x-shopify-hmac-sha256").asText())
                .isEqualTo("c2ln+bg/==");
        assertThat(event.get("requestContext").has("authorizer")).isFalse();
    }

    @Test
    void request_ofAGreedyRoute_hasTheRemainingPath() throws Exception {
        JsonNode event = JSON.readTree(send(request("/v1/files/a/b%20c")).body());

        assertThat(event.get("pathParameters").get("proxy").asText()).isEqualTo("a/b c");
        assertThat(event.has("body")).isFalse();
    }

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.v2
    @Test
    void response_withStatusHeadersAndCookies_isSentUnchanged() throws Exception {
        HttpResponse<String> response =
                answered(
                        """
                        {"statusCode": 409, "headers": {"Content-Type": "application/problem+json", "X-Count": 3},
                         "cookies": ["a=1", "b=2"], "body": "{}"}
                        """);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).isEqualTo("{}");
        assertThat(response.headers().allValues("content-type"))
                .containsExactly("application/problem+json");
        assertThat(response.headers().firstValue("x-count")).hasValue("3");
        assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    void response_inBase64_isSentDecoded() throws Exception {
        HttpResponse<String> response =
                answered("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"w6k=\"}");

        assertThat(response.body()).isEqualTo("é");
    }

    @Test
    void response_withoutAStatus_isSentAsTheBody() throws Exception {
        HttpResponse<String> object = answered("{\"a\":1}");
        HttpResponse<String> text = answered("\"hello\"");

        assertThat(object.statusCode()).isEqualTo(200);
        assertThat(object.body()).isEqualTo("{\"a\":1}");
        assertThat(object.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(text.body()).isEqualTo("hello");
    }

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
    @Test
    void response_whenTheFunctionFailsOrItsResponseIsInvalid_is500() throws Exception {
        assertMessage(ask("{\"do\":\"throw\"}"), 500, "Internal Server Error");
        assertMessage(ask("{\"do\":\"exit\"}"), 500, "Internal Server Error");
        assertMessage(answered("{\"statusCode\":\"many\"}"), 500, "Internal Server Error");
        assertMessage(
                answered("{\"statusCode\":200,\"body\":{\"a\":1}}"), 500, "Internal Server Error");
        assertMessage(send(request("/v1/missing")), 500, "Internal Server Error");
    }

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
    @Test
    void response_whenTheIntegrationTimesOutOrIsThrottled_is503() throws Exception {
        HttpResponse<String> late =
                send(
                        request("/v1/slow")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"do\":\"pause\",\"millis\":900}")));

        assertMessage(late, 503, "Service Unavailable");
        assertMessage(send(request("/v1/closed")), 503, "Service Unavailable");
    }

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
    @Test
    void request_withoutAMatchingRoute_is404() throws Exception {
        assertMessage(send(request("/v1/nothing")), 404, "Not Found");
        assertMessage(
                send(request("/v1/orders//reservation").PUT(BodyPublishers.noBody())),
                404,
                "Not Found");
        assertMessage(send(request("/v1/orders/1/reservation")), 404, "Not Found");
        URI otherStage = URI.create(api.url().resolve("/prod/v1/limited").toString());
        assertMessage(send(HttpRequest.newBuilder(otherStage)), 404, "Not Found");
    }

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
    @Test
    void request_withABodyBeyond10Mb_is413() throws Exception {
        byte[] large = new byte[10 * 1024 * 1024 + 1];

        assertMessage(
                send(request("/v1/do").POST(BodyPublishers.ofByteArray(large))),
                413,
                "Request Entity Too Large");
    }

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
    @Test
    void request_beyondTheBurst_is429() throws Exception {
        assertThat(send(request("/v1/limited")).statusCode()).isEqualTo(200);
        assertThat(send(request("/v1/limited")).statusCode()).isEqualTo(200);

        assertMessage(send(request("/v1/limited")), 429, "Too Many Requests");
    }

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
    @Test
    void request_withAValidToken_passesItsClaims() throws Exception {
        String token = ISSUER.token(claims -> claims.claim("scope", "netstock/read openid"));

        HttpResponse<String> response =
                send(request("/v1/stock/4901").header("Authorization", "Bearer " + token));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode jwt =
                JSON.readTree(response.body()).get("requestContext").get("authorizer").get("jwt");
        assertThat(jwt.get("claims").get("iss").asText()).isEqualTo(ISSUER.uri().toString());
        assertThat(jwt.get("claims").get("exp").asText()).matches("\\d+");
        assertThat(jwt.get("scopes").toString()).isEqualTo("[\"netstock/read\",\"openid\"]");
    }

    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html
    @Test
    void request_withoutAToken_is401() throws Exception {
        HttpResponse<String> response = send(request("/v1/stock/4901"));

        assertMessage(response, 401, "Unauthorized");
        assertThat(response.headers().firstValue("www-authenticate")).hasValue("Bearer");
    }

    @Test
    void request_withAnInvalidToken_is401WithAReason() throws Exception {
        String token = ISSUER.token(claims -> claims.audience("somebody-else"));

        HttpResponse<String> response =
                send(request("/v1/stock/4901").header("Authorization", "Bearer " + token));

        assertMessage(response, 401, "Unauthorized");
        assertThat(response.headers().firstValue("www-authenticate"))
                .hasValue(
                        "Bearer scope=\"netstock/read\" error=\"invalid_token\""
                            + " error_description=\"the token does not have a valid audience\"");
    }

    @Test
    void request_withoutTheScope_is403() throws Exception {
        String token = ISSUER.token(claims -> claims.claim("scope", "netstock/reserve"));

        assertMessage(
                send(request("/v1/stock/4901").header("Authorization", token)), 403, "Forbidden");
    }

    private static void assertMessage(HttpResponse<String> response, int status, String message) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"message\":\"" + message + "\"}");
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    }
}
