package dev.netstock.local.queues;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;
import dev.netstock.local.http.Xml;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SQS's HTTP API in the JSON protocol, as a proxy in front of ElasticMQ. It rejects what SQS
 * rejects and corrects the differences of ElasticMQ. It rejects the Query protocol, which SDKs have
 * not used since 2023. Signatures are not checked. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html">Making
 *     requests in the AWS JSON protocol</a>
 */
final class SqsFrontend implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/x-amz-json-1.0";
    private static final String TARGET = "AmazonSQS.";
    private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";
    private static final String FIFO = ".fifo";
    private static final String SIZE = "MaximumMessageSize";
    private static final String RETENTION = "MessageRetentionPeriod";
    private static final String FOUR_DAYS_S = "345600";
    private static final Duration BETWEEN_PURGES = Duration.ofSeconds(60);

    /** One megabyte of characters, all escaped in JSON. */
    private static final int BODY_BYTES_MAX = 8 * 1024 * 1024;

    private final LoopbackServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> retentions = new ConcurrentHashMap<>();
    private final Map<String, Instant> purges = new ConcurrentHashMap<>();
    private volatile @Nullable ElasticMq queues;

    /** Listens immediately and serves requests once ElasticMQ's endpoint is known. */
    SqsFrontend() {
        this.server = LoopbackServer.listen(0, this::handle);
    }

    void forwardTo(URI elasticMq) {
        queues = new ElasticMq(elasticMq, client);
    }

    URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        client.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var headers = exchange.getResponseHeaders();
        @Nullable String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target == null || !target.startsWith(TARGET)) {
            headers.set("Content-Type", "text/xml");
            Responses.send(exchange, 501, queryError());
            return;
        }
        headers.set("Content-Type", JSON_TYPE);
        try {
            JsonNode answer = answer(exchange, target.substring(TARGET.length()));
            Responses.send(exchange, 200, JSON.writeValueAsBytes(answer));
        } catch (SqsError refusal) {
            headers.set("x-amzn-query-error", refusal.code() + ";Sender");
            ObjectNode error =
                    JSON.createObjectNode()
                            .put("__type", "com.amazonaws.sqs#" + refusal.type())
                            .put("message", refusal.text());
            Responses.send(exchange, refusal.status(), JSON.writeValueAsBytes(error));
        }
    }

    private static byte[] queryError() {
        String message =
                "Only the AWS JSON protocol is supported by the local cloud: set X-Amz-Target";
        return Xml.document(
                "ErrorResponse",
                NAMESPACE,
                root ->
                        root.element(
                                "Error",
                                it ->
                                        it.text("Type", "Sender")
                                                .text("Code", "NotImplemented")
                                                .text("Message", message)));
    }

    private JsonNode answer(HttpExchange exchange, String action) throws IOException {
        ElasticMq running = queues;
        if (running == null) {
            throw new SqsError(503, "ServiceUnavailable", "ServiceUnavailable", "Not yet");
        }
        ObjectNode request = request(exchange);
        SqsParameters.check(action, request);
        return switch (action) {
            case "ChangeMessageVisibility" -> changeVisibility(running, request);
            case "DeleteMessage" -> delete(running, request);
            case "ChangeMessageVisibilityBatch", "DeleteMessageBatch", "SendMessageBatch" ->
                    batch(running, action, request);
            case "GetQueueAttributes" -> attributes(running, request);
            case "SendMessage" -> {
                SqsMessages.checkQueueType(request, isFifo(request));
                yield running.call(
                        action,
                        request,
                        Optional.ofNullable(
                                exchange.getRequestHeaders().getFirst("X-Amzn-Trace-Id")));
            }
            case "ListMessageMoveTasks", "StartMessageMoveTask" -> {
                checkMoveTask(running, request);
                yield running.call(action, request);
            }
            case "CreateQueue" -> {
                String retention = withoutUnsupportedByElasticMq(request);
                JsonNode created = running.call(action, request);
                keep(created.path("QueueUrl").asText(), retention);
                yield created;
            }
            case "SetQueueAttributes" -> {
                keep(request.path("QueueUrl").asText(), withoutUnsupportedByElasticMq(request));
                yield running.call(action, request);
            }
            case "PurgeQueue" -> {
                checkPurge(request.path("QueueUrl").asText());
                yield running.call(action, request);
            }
            default -> running.call(action, request);
        };
    }

    private static ObjectNode request(HttpExchange exchange) throws IOException {
        byte[] body =
                Responses.bodyUpTo(BODY_BYTES_MAX, exchange)
                        .orElseThrow(() -> SqsError.serialization("The request is too large"));
        try {
            String text = body.length == 0 ? "{}" : new String(body, UTF_8);
            if (JSON.readTree(text) instanceof ObjectNode request) {
                return request;
            }
        } catch (JsonProcessingException _) {
            // Rejected below, like JSON that is not an object.
        }
        throw SqsError.serialization("The request is not a JSON object");
    }

    private static boolean isFifo(JsonNode request) {
        return request.path("QueueUrl").asText().endsWith(FIFO);
    }

    /** The message retention of the request; empty if it is not set. */
    private static String withoutUnsupportedByElasticMq(ObjectNode request) {
        if (request.path("Attributes") instanceof ObjectNode attributes) {
            attributes.remove(SIZE); // the attribute's own range is checked elsewhere
            JsonNode retention = attributes.remove(RETENTION);
            return retention == null ? "" : retention.asText();
        }
        return "";
    }

    private void keep(String queueUrl, String retention) {
        if (!retention.isEmpty()) {
            retentions.put(queueUrl, retention);
        }
    }

    /**
     * A queue can be purged once a minute.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html">PurgeQueue</a>
     */
    private void checkPurge(String queueUrl) {
        Instant now = Instant.now();
        Instant last = purges.put(queueUrl, now);
        if (last != null && last.plus(BETWEEN_PURGES).isAfter(now)) {
            purges.put(queueUrl, last);
            throw new SqsError(
                    403,
                    "PurgeQueueInProgress",
                    "AWS.SimpleQueueService.PurgeQueueInProgress",
                    "Only one PurgeQueue operation on "
                            + queueUrl.substring(queueUrl.lastIndexOf('/') + 1)
                            + " is allowed every 60 seconds.");
        }
    }

    /**
     * Deleting a deleted message succeeds.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html">DeleteMessage</a>
     */
    private static JsonNode delete(ElasticMq queues, ObjectNode request) throws IOException {
        try {
            return queues.call("DeleteMessage", request);
        } catch (SqsError refusal) {
            if (isGone(refusal.type())) {
                return JSON.createObjectNode();
            }
            throw refusal;
        }
    }

    private static JsonNode changeVisibility(ElasticMq queues, ObjectNode request)
            throws IOException {
        try {
            return queues.call("ChangeMessageVisibility", request);
        } catch (SqsError refusal) {
            throw isGone(refusal.type()) ? gone(request) : refusal;
        }
    }

    /** The handle is well-formed: its message is deleted or was received again. */
    private static boolean isGone(String type) {
        return type.equals("ReceiptHandleIsInvalid");
    }

    private static SqsError gone(JsonNode request) {
        return SqsError.invalidValue(
                "ReceiptHandle",
                request.path("ReceiptHandle").asText(),
                "Message does not exist or is not available for visibility timeout change.");
    }

    /** Forwards the valid entries; the others fail, each with its error. */
    private static JsonNode batch(ElasticMq queues, String action, ObjectNode request)
            throws IOException {
        ArrayNode failed = JSON.createArrayNode();
        ArrayNode right = JSON.createArrayNode();
        Map<String, JsonNode> byId = new HashMap<>();
        for (JsonNode entry : request.path("Entries")) {
            byId.put(entry.path("Id").asText(), entry);
            try {
                SqsParameters.checkEntry(action, entry);
                if (action.equals("SendMessageBatch")) {
                    SqsMessages.checkQueueType(entry, isFifo(request));
                }
                right.add(entry);
            } catch (SqsError refusal) {
                failed.add(failure(entry.path("Id").asText(), refusal));
            }
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode successful = answer.putArray("Successful");
        if (!right.isEmpty()) {
            request.set("Entries", right);
            JsonNode outcome = queues.call(action, request);
            outcome.path("Successful").forEach(successful::add);
            for (JsonNode failure : outcome.path("Failed")) {
                String id = failure.path("Id").asText();
                if (!isGone(failure.path("Code").asText())) {
                    failed.add(failure);
                } else if (action.equals("DeleteMessageBatch")) {
                    successful.addObject().put("Id", id);
                } else {
                    failed.add(failure(id, gone(byId.getOrDefault(id, request))));
                }
            }
        }
        if (!failed.isEmpty()) {
            answer.set("Failed", failed);
        }
        return answer;
    }

    private static ObjectNode failure(String id, SqsError refusal) {
        return JSON.createObjectNode()
                .put("Id", id)
                .put("SenderFault", true)
                .put("Code", refusal.code())
                .put("Message", refusal.text());
    }

    /** A request without attribute names gets none. ElasticMQ omits two attributes. */
    private JsonNode attributes(ElasticMq queues, ObjectNode request) throws IOException {
        Set<String> names = new HashSet<>();
        request.path("AttributeNames").forEach(it -> names.add(it.asText()));
        if (names.isEmpty()) {
            request.putArray("AttributeNames").add("QueueArn");
        }
        JsonNode answer = queues.call("GetQueueAttributes", request);
        if (names.isEmpty()) {
            return JSON.createObjectNode();
        }
        if (answer instanceof ObjectNode object) {
            ObjectNode attributes = object.withObjectProperty("Attributes");
            String url = request.path("QueueUrl").asText();
            put(attributes, names, SIZE, Integer.toString(SqsMessages.BYTES_MAX));
            put(attributes, names, RETENTION, retentions.getOrDefault(url, FOUR_DAYS_S));
        }
        return answer;
    }

    private static void put(ObjectNode attributes, Set<String> names, String name, String value) {
        if (names.contains("All") || names.contains(name)) {
            attributes.put(name, value);
        }
    }

    /**
     * Messages can be moved from a dead-letter queue only.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a>
     */
    private static void checkMoveTask(ElasticMq queues, JsonNode request) throws IOException {
        String url = url(queues, request, "SourceArn");
        JsonNode sources =
                queues.call(
                        "ListDeadLetterSourceQueues", JSON.createObjectNode().put("QueueUrl", url));
        if (sources.path("queueUrls").isEmpty()) {
            throw SqsError.invalidValue("Source queue must be configured as a Dead Letter Queue.");
        }
        if (request.has("DestinationArn")) {
            url(queues, request, "DestinationArn");
        }
    }

    private static String url(ElasticMq queues, JsonNode request, String parameter)
            throws IOException {
        String arn = request.path(parameter).asText();
        try {
            ObjectNode named =
                    JSON.createObjectNode()
                            .put("QueueName", arn.substring(arn.lastIndexOf(':') + 1));
            return queues.call("GetQueueUrl", named).path("QueueUrl").asText();
        } catch (SqsError _) {
            throw SqsError.notFound(
                    "The resource that you specified for the "
                            + parameter
                            + " parameter doesn't exist.");
        }
    }
}
