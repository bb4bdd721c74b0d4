package dev.netstock.operator.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.operator.CommandException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * The HTTP API of a stage.
 *
 * @param url the output {@code ApiUrl}
 * @param token sent with each request
 */
public record StageApi(URI url, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private static final int OK = 200;
    private static final int RETRIES_MAX = 12;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** API Gateway answers within 30 s. */
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /**
     * An answer of the API.
     *
     * @param request the method and path that it answers
     * @param body an empty object if the body is not JSON
     */
    public record Answer(String request, int status, JsonNode body) {
        /**
         * The body of an answer with this status.
         *
         * @throws CommandException if the status is another; the message has the API's reason
         */
        public JsonNode expect(int expected) {
            if (status != expected) {
                throw new CommandException(
                        "%s answered %d: %s".formatted(request, status, reason(body)));
            }
            return body;
        }
    }

    /**
     * Reads a path.
     *
     * @throws CommandException if the status is not 200; the message has the API's reason
     */
    public JsonNode get(String path) {
        return send("GET", path, Optional.empty()).expect(OK);
    }

    /**
     * Puts JSON to a path and returns the answer.
     *
     * @throws CommandException if the status is not 200; the message has the API's reason
     */
    public JsonNode put(String path, JsonNode body) {
        return send("PUT", path, Optional.of(body)).expect(OK);
    }

    /**
     * Sends a request and returns the answer, whatever its status. Repeats it for about a minute
     * while the service is not ready.
     *
     * @param body JSON; none if empty
     * @throws CommandException if the API cannot be reached
     */
    public Answer send(String method, String path, Optional<JsonNode> body) {
        var request =
                HttpRequest.newBuilder(url.resolve(path))
                        .timeout(LIMIT)
                        .header("Authorization", "Bearer " + token);
        body.ifPresent(_ -> request.header("Content-Type", "application/json"));
        request.method(
                method,
                body.map(it -> BodyPublishers.ofString(it.toString()))
                        .orElse(BodyPublishers.noBody()));
        HttpResponse<String> response = sendUntilReady(request.build());
        return new Answer(
                method + " " + response.uri().getPath(),
                response.statusCode(),
                json(response.body()));
    }

    /** Leaves the token out: what is printed may be logged. */
    @Override
    public String toString() {
        return "StageApi[" + url + "]";
    }

    private static HttpResponse<String> sendUntilReady(HttpRequest request) {
        HttpResponse<String> response = send(request);
        for (int retries = 0; retries < RETRIES_MAX && isRetryable(response); retries++) {
            pause(retryAfter(response));
            response = send(request);
        }
        return response;
    }

    /**
     * Every operation may be repeated. A 429 and a 503 ask for it, for example while the ledger
     * wakes up. A 500 that is no problem document is API Gateway's own: the function was not ready,
     * as after two weeks without a request.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-troubleshooting.html">Troubleshooting
     *     SnapStart errors</a>, "SnapStartNotReadyException"
     */
    private static boolean isRetryable(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case 429, 503 -> true;
            case 500 -> !json(response.body()).has("type");
            default -> false;
        };
    }

    private static Duration retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,2}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(RETRY_AFTER);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted while waiting for the API");
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try (var http = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build()) {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandException(
                    "The API at " + request.uri() + " cannot be reached: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted while waiting for the API");
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return JSON.createObjectNode();
        }
    }

    /** The title, and for validation errors the fields. */
    private static String reason(JsonNode problem) {
        var reason = new StringBuilder(problem.path("title").asText("no reason given"));
        if (problem.hasNonNull("detail")) {
            reason.append(". ").append(problem.path("detail").asText());
        }
        problem.path("errors")
                .forEach(
                        error ->
                                reason.append(System.lineSeparator())
                                        .append("  ")
                                        .append(error.path("pointer").asText())
                                        .append(": ")
                                        .append(error.path("message").asText()));
        return reason.toString();
    }
}
