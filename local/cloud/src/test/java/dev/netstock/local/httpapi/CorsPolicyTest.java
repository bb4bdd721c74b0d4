package dev.netstock.local.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.lambda.Invocation.Answered;
import dev.netstock.local.lambda.Invocation.Report;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
class CorsPolicyTest {
    private static final String ORIGIN = "https://shop.example";
    private static final CorsDefinition SETTINGS =
            new CorsDefinition(
                    List.of(ORIGIN),
                    List.of("GET", "PUT"),
                    List.of("authorization"),
                    List.of("x-count"),
                    Optional.of(Duration.ofMinutes(5)),
                    true);

    private static ApiResponse answer(
            Optional<CorsDefinition> cors, String method, Map<String, String> headers) {
        var route =
                new RouteDefinition(
                        "GET /v1/stock",
                        "function",
                        RouteDefinition.LONGEST,
                        Optional.empty(),
                        Set.of(),
                        Optional.empty());
        var api = new HttpApiDefinition("api", "$default", List.of(route), cors);
        var request =
                new ApiRequest(
                        method,
                        "/v1/stock",
                        "",
                        new TreeMap<>(headers),
                        List.of(),
                        "127.0.0.1",
                        "HTTP/1.1");
        try (var gateway =
                new Gateway(
                        api,
                        (_, _) -> new Answered("{}", new Report("1", "function", "1", "")),
                        _ -> {
                            throw new IOException("No keys");
                        },
                        InstantSource.system())) {
            return gateway.answer(request, new byte[0]);
        }
    }

    private static Map<String, String> from(String origin) {
        return Map.of("origin", origin, "access-control-request-method", "PUT");
    }

    @Test
    void preflight_ofAnAllowedOrigin_returnsTheAllowedMethodsAndHeaders() {
        ApiResponse answer = answer(Optional.of(SETTINGS), "OPTIONS", from(ORIGIN));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers())
                .containsEntry("access-control-allow-origin", ORIGIN)
                .containsEntry("access-control-allow-methods", "GET,PUT")
                .containsEntry("access-control-allow-headers", "authorization")
                .containsEntry("access-control-allow-credentials", "true")
                .containsEntry("access-control-max-age", "300");
    }

    @Test
    void preflight_ofAnotherOrigin_allowsNothing() {
        ApiResponse answer =
                answer(Optional.of(SETTINGS), "OPTIONS", from("https://elsewhere.example"));

        assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void preflight_withoutCorsSettings_isANormalRequest() {
        assertThat(answer(Optional.empty(), "OPTIONS", from(ORIGIN)).status()).isEqualTo(404);
    }

    @Test
    void request_ofAnAllowedOrigin_getsCorsHeaders() {
        ApiResponse answer = answer(Optional.of(SETTINGS), "GET", Map.of("origin", ORIGIN));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("access-control-allow-origin", ORIGIN)
                .containsEntry("access-control-expose-headers", "x-count");
    }
}
