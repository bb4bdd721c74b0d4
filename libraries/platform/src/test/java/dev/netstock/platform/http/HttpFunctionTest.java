package dev.netstock.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

class HttpFunctionTest {
    private static final HttpCall CALL = HttpCall.of("PUT /things/{thing}").path("thing", "t");

    @Test
    void answer_knownRoute_callsItsEndpoint() {
        Reply reply =
                reply(CALL, _ -> Answer.of(201, "made", json -> json.writeNumberField("a", 1)));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.answer().getBody()).isEqualTo("{\"a\":1}");
        assertThat(reply.answer().getHeaders()).containsEntry("content-type", "application/json");
    }

    @Test
    void answer_unknownRoute_isAProblem() {
        for (HttpCall call : List.of(HttpCall.of("GET /elsewhere"), HttpCall.of("$default"))) {
            Reply reply = reply(call, HttpFunctionTest::fine);
            assertThat(reply.status()).isEqualTo(404);
            assertThat(schemaFaults("UnknownRoute", reply)).isEmpty();
        }
    }

    @Test
    void answer_tooLargeBody_isAProblemAndCallsNoEndpoint() {
        List<HttpRequest> received = new ArrayList<>();
        Endpoint endpoint =
                request -> {
                    received.add(request);
                    return fine(request);
                };
        assertThat(reply(CALL.body("x".repeat(65_537)), endpoint).status()).isEqualTo(413);
        assertThat(reply(CALL.body("é".repeat(32_769)), endpoint).status()).isEqualTo(413);
        assertThat(received).isEmpty();
        assertThat(reply(CALL.body("x".repeat(65_536)), endpoint).status()).isEqualTo(200);
    }

    @Test
    void answer_base64Body_isDecoded() {
        APIGatewayV2HTTPEvent event = CALL.event();
        event.setBody(
                Base64.getEncoder().encodeToString("{\"a\": 1}".getBytes(StandardCharsets.UTF_8)));
        event.setIsBase64Encoded(true);
        ValidationErrors errors = new ValidationErrors();
        reply(
                event,
                request -> {
                    request.body(errors).ifPresent(members -> members.refuseOthers());
                    return fine(request);
                });
        assertThat(errors.orElse(() -> "none").toString()).contains("/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "ISO-8859-1"})
    void body_notInUtf8_isAnErrorOfTheWholeBody(String encoding) {
        byte[] body = "{\"a\": \"é\"}".getBytes(Charset.forName(encoding));
        assertThat(pointers(base64(Base64.getEncoder().encodeToString(body)))).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"77u/e30=", "{}", "e30=e30=", "e30=x", "wyg="})
    void body_base64ThatIsNotUtf8_isAnErrorOfTheWholeBody(String base64) {
        assertThat(pointers(base64(base64))).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\t", "\\ud800", "\u0085", "\ud800"})
    void body_withUncleanText_isAnErrorWithAPointer(String text) {
        APIGatewayV2HTTPEvent event = CALL.event();
        event.setBody("{\"a\": {\"b\": [\"%s\"]}}".formatted(text));
        assertThat(pointers(event)).contains("/a/b/0");
    }

    /** The response of the API to a body: the pointers of its errors. */
    private static List<String> pointers(APIGatewayV2HTTPEvent event) {
        Reply reply =
                reply(
                        event,
                        request -> {
                            ValidationErrors errors = new ValidationErrors();
                            request.body(errors);
                            return switch (errors.orElse(() -> "fine")) {
                                case Decoded.Valid(String _) -> fine(request);
                                case Decoded.Invalid(var found) -> Problem.invalidRequest(found);
                            };
                        });
        assertThat(reply.status()).isEqualTo(400);
        return reply.pointers();
    }

    private static APIGatewayV2HTTPEvent base64(String body) {
        APIGatewayV2HTTPEvent event = CALL.event();
        event.setBody(body);
        event.setIsBase64Encoded(true);
        return event;
    }

    @Test
    void answer_whenTheTimeBudgetIsExhausted_returnsRetryAfter() {
        Reply reply =
                reply(
                        CALL,
                        _ -> {
                            throw new RetryLaterException("Throttled", Duration.ofMillis(1_001));
                        });
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.answer().getHeaders()).containsEntry("retry-after", "2");
        assertThat(schemaFaults("TryAgain", reply)).isEmpty();
    }

    @Test
    void answer_withAnImmediateRetry_returnsOneSecond() {
        Reply reply =
                reply(
                        CALL,
                        _ -> {
                            throw new RetryLaterException("Throttled", Duration.ZERO);
                        });
        assertThat(reply.answer().getHeaders()).containsEntry("retry-after", "1");
    }

    @Test
    void answer_failingEndpoint_returnsNoDetails() {
        Reply reply =
                reply(
                        CALL,
                        _ -> {
                            throw new IllegalArgumentException("secret");
                        });
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.answer().getBody()).doesNotContain("secret", "Exception");
        assertThat(schemaFaults("InternalError", reply)).isEmpty();
    }

    @Test
    void answer_thatLambdaCannotReturn_isAnInternalError() {
        assertThat(reply(CALL, _ -> ofBytes(Answer.BODY_BYTES_MAX)).status()).isEqualTo(200);
        Reply reply = reply(CALL, _ -> ofBytes(Answer.BODY_BYTES_MAX + 1));
        assertThat(reply.status()).isEqualTo(500);
        assertThat(schemaFaults("InternalError", reply)).isEmpty();
    }

    /** Lambda counts the bytes of the document in which the body is a string. */
    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "é", "あ"})
    void answer_ofCharactersThatTakeMoreBytes_isCountedInBytes(String character) {
        String text = character.repeat(Answer.BODY_BYTES_MAX / 2);
        Endpoint endpoint = _ -> Answer.of(200, "read", json -> json.writeStringField("a", text));
        assertThat(reply(CALL, endpoint).status()).isEqualTo(500);
    }

    @Test
    void answer_thatLambdaCannotReturn_orFewer_pointsAtTheParameter() {
        Reply reply = reply(CALL, _ -> ofBytes(Answer.BODY_BYTES_MAX + 1).orFewer("sku"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.pointers()).containsExactly("query:/sku");
        assertThat(reply(CALL, _ -> ofBytes(100).orFewer("sku")).status()).isEqualTo(200);
    }

    /** Twelve of them are those of the braces, the name and the quotation marks, escaped. */
    private static Answer ofBytes(int bytes) {
        return Answer.of(200, "read", json -> json.writeStringField("a", "x".repeat(bytes - 12)));
    }

    @Test
    void answer_failingEndpoint_isLoggedOnce() {
        List<String> lines =
                Output.of(
                        () ->
                                function(
                                                _ -> {
                                                    throw new IllegalStateException("broken");
                                                })
                                        .answer(CALL.event(), TestContext.create()));
        assertThat(lines).filteredOn(line -> line.contains("\"level\":\"ERROR\"")).hasSize(1);
        assertThat(lines).filteredOn(line -> line.contains("\"Failed\":1.0")).hasSize(1);
    }

    @Test
    void answer_withoutAnAuthorizer_fails() {
        APIGatewayV2HTTPEvent event = CALL.event();
        event.setRequestContext(null);
        assertThat(reply(event, HttpFunctionTest::fine).status()).isEqualTo(500);
    }

    @Test
    void answer_reportsOperationOutcomeAndLatency() {
        List<String> lines =
                Output.of(
                        () ->
                                function(HttpFunctionTest::fine)
                                        .answer(CALL.event(), TestContext.create()));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains(
                        "\"Operation\":\"makeThing\"",
                        "\"Outcome\":\"fine\"",
                        "\"Fine\":1.0",
                        "\"Latency\":",
                        "\"Namespace\":\"NetStock\"",
                        "[\"Service\"]",
                        "[\"Service\",\"Operation\",\"Outcome\"]");
    }

    @Test
    void prime_reportsNothing() {
        List<HttpRequest> received = new ArrayList<>();
        HttpFunction function =
                function(
                        request -> {
                            received.add(request);
                            return fine(request);
                        });
        PrimingRequests priming =
                new PrimingRequests(
                        function,
                        List.of(new PrimingRequests.Request("PUT /things/{thing}", "", "{}")));
        assertThat(Output.of(() -> priming.accept(TestContext.create()))).isEmpty();
        assertThat(received).hasSize(1);
    }

    private static Answer fine(HttpRequest request) {
        return Answer.of(200, "fine", json -> json.writeBooleanField("b", request.hasBody()));
    }

    private static List<String> schemaFaults(String name, Reply reply) {
        return ApiDescription.read().schemaFaults(name, reply.answer().getBody());
    }

    private static Reply reply(HttpCall call, Endpoint endpoint) {
        return reply(call.event(), endpoint);
    }

    private static Reply reply(APIGatewayV2HTTPEvent event, Endpoint endpoint) {
        return Reply.of(function(endpoint).answer(event, TestContext.create()));
    }

    private static HttpFunction function(Endpoint endpoint) {
        return new HttpFunction(
                List.of(new Route("PUT /things/{thing}", "makeThing", endpoint)),
                (_, _) -> {},
                new Telemetry("invocation", new FailureTally()));
    }
}
