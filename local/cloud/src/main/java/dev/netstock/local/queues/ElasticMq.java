package dev.netstock.local.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;

/**
 * A client of ElasticMQ in the JSON protocol. Thread-safe.
 *
 * @param endpoint its endpoint
 */
record ElasticMq(URI endpoint, HttpClient client) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHAPES = "com.amazonaws.sqs#";

    /** Error names that differ in SQS's JSON protocol. */
    private static final Map<String, String> TYPES =
            Map.of(
                    "InvalidParameterValue", "InvalidParameterValueException",
                    "MissingParameter", "MissingRequiredParameterException");

    /** Error names that differ in SQS's Query protocol. */
    private static final Map<String, String> CODES =
            Map.of(
                    "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue",
                    "QueueNameExists", "QueueAlreadyExists",
                    "UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation");

    /**
     * Forwards a request.
     *
     * @param traceHeader the trace header of a sent message
     * @throws SqsRefusal if ElasticMQ rejects it
     */
    JsonNode call(String action, JsonNode request, Optional<String> traceHeader)
            throws IOException {
        var sent =
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "AmazonSQS." + action)
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)));
        traceHeader.ifPresent(it -> sent.header("X-Amzn-Trace-Id", it));
        HttpResponse<byte[]> answer = answer(sent.build());
        JsonNode body =
                answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
        if (answer.statusCode() >= 400) {
            throw refusal(answer.statusCode(), body);
        }
        return body;
    }

    JsonNode call(String action, JsonNode request) throws IOException {
        return call(action, request, Optional.empty());
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped before ElasticMQ responded", e);
        }
    }

    private static SqsError refusal(int status, JsonNode error) {
        String code = error.path("__type").asText("InternalFailure").replace(SHAPES, "");
        return new SqsError(
                status,
                TYPES.getOrDefault(code, code),
                CODES.getOrDefault(code, code),
                error.path("message").asText(error.path("Message").asText()));
    }
}
