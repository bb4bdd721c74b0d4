package dev.netstock.local.httpapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The response for the caller: headers by lower-case name, and a {@code Set-Cookie} for each
 * cookie.
 */
final class ApiResponse {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final Map<String, String> headers;
    private final List<String> cookies;
    private final byte[] body;

    private ApiResponse(
            int status, Map<String, String> headers, List<String> cookies, byte[] body) {
        this.status = status;
        this.headers = new TreeMap<>(headers);
        this.cookies = List.copyOf(cookies);
        this.body = body;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    List<String> cookies() {
        return cookies;
    }

    byte[] body() {
        return body;
    }

    /** A response of the gateway itself: {@code {"message": …}}. */
    static ApiResponse message(int status, String message) {
        return json(status, JSON.createObjectNode().put("message", message).toString());
    }

    static ApiResponse empty(int status) {
        return new ApiResponse(status, Map.of(), List.of(), new byte[0]);
    }

    ApiResponse with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new ApiResponse(status, more, cookies, body);
    }

    /**
     * Parses a function's response in payload format 2.0; empty if it is malformed.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.v2">Lambda
     *     function response for format 2.0</a>
     */
    static Optional<ApiResponse> ofFunction(String payload) {
        try {
            JsonNode answer = JSON.readTree(payload);
            if (answer.isMissingNode()) {
                return Optional.empty();
            }
            return answer.has("statusCode")
                    ? shaped(answer)
                    : Optional.of(json(200, answer.isTextual() ? answer.asText() : payload));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ApiResponse> shaped(JsonNode answer) {
        JsonNode body = answer.path("body");
        boolean wellFormed =
                answer.get("statusCode").isInt()
                        && (body.isTextual() || body.isNull() || body.isMissingNode())
                        && isScalarMap(answer.path("headers"));
        if (!wellFormed) {
            return Optional.empty();
        }
        var headers = new TreeMap<String, String>();
        headers.put("content-type", "text/plain;charset=UTF-8");
        answer.path("headers")
                .properties()
                .forEach(
                        header ->
                                headers.put(
                                        header.getKey().toLowerCase(Locale.ROOT),
                                        header.getValue().asText()));
        var cookies = new ArrayList<String>();
        answer.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
        return Optional.of(
                new ApiResponse(answer.get("statusCode").asInt(), headers, cookies, bytes(answer)));
    }

    private static boolean isScalarMap(JsonNode headers) {
        return headers.isMissingNode()
                || headers.isNull()
                || (headers.isObject()
                        && headers.properties().stream()
                                .allMatch(header -> header.getValue().isValueNode()));
    }

    private static byte[] bytes(JsonNode answer) {
        String body = answer.path("body").asText("");
        return answer.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    private static ApiResponse json(int status, String text) {
        return new ApiResponse(
                status,
                Map.of("content-type", "application/json"),
                List.of(),
                text.getBytes(StandardCharsets.UTF_8));
    }
}
