package dev.netstock.local.sqs;

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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SQS's HTTP API in the JSON protocol. It rejects the Query protocol, which SDKs have not used
 * since 2023. Signatures are not checked. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html">Making
 *     requests in the AWS JSON protocol</a>
 */
final class SqsApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/x-amz-json-1.0";
    private static final String TARGET = "AmazonSQS.";
    private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";

    /** One megabyte of characters, all escaped in JSON. */
    private static final int BODY_BYTES_MAX = 8 * 1024 * 1024;

    private final SqsLocal queues;
    private final MoveTasks moveTasks;
    private final LoopbackServer server;

    SqsApi(SqsLocal queues, InstantSource clock) {
        this.queues = queues;
        this.moveTasks = new MoveTasks(queues, clock);
        this.server = LoopbackServer.listen(0, this::handle);
    }

    URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
        moveTasks.close();
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped while a client waited for messages", e);
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

    private JsonNode answer(HttpExchange exchange, String action)
            throws IOException, InterruptedException {
        ObjectNode request = request(exchange);
        SqsParameters.check(action, request);
        return switch (action) {
            case "CancelMessageMoveTask" -> moveTasks.cancel(request);
            case "ChangeMessageVisibility" -> done(() -> changeVisibility(request, request));
            case "ChangeMessageVisibilityBatch" ->
                    batch(action, request, entry -> changeVisibility(request, entry));
            case "CreateQueue" -> create(request);
            case "DeleteMessage" -> done(() -> delete(request, request));
            case "DeleteMessageBatch" -> batch(action, request, entry -> delete(request, entry));
            case "DeleteQueue" -> done(() -> queues.delete(queue(request)));
            case "GetQueueAttributes" -> attributes(request);
            case "GetQueueUrl" ->
                    JSON.createObjectNode()
                            .put("QueueUrl", queues.url(named(request.path("QueueName").asText())));
            case "ListDeadLetterSourceQueues" ->
                    urls("queueUrls", moveTasks.sourcesOf(queue(request)));
            case "ListMessageMoveTasks" -> moveTasks.list(request);
            case "ListQueues" -> list(request);
            case "ListQueueTags" -> tags(request);
            case "PurgeQueue" -> done(() -> queue(request).purge());
            case "ReceiveMessage" -> receive(request);
            case "SendMessage" -> send(exchange, request);
            case "SendMessageBatch" -> sendBatch(request);
            case "SetQueueAttributes" ->
                    done(() -> queues.set(queue(request), texts(request.path("Attributes"))));
            case "StartMessageMoveTask" -> moveTasks.start(request);
            case "TagQueue" ->
                    done(() -> queue(request).tags().putAll(texts(request.path("Tags"))));
            case "UntagQueue" ->
                    done(
                            () ->
                                    request.path("TagKeys")
                                            .forEach(
                                                    it ->
                                                            queue(request)
                                                                    .tags()
                                                                    .remove(it.asText())));
            default -> throw SqsError.notImplemented("the action " + action);
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

    private static JsonNode done(Runnable work) {
        work.run();
        return JSON.createObjectNode();
    }

    private MessageQueue queue(JsonNode request) {
        String url = request.path("QueueUrl").asText();
        return named(url.substring(url.lastIndexOf('/') + 1));
    }

    private MessageQueue named(String name) {
        return queues.find(name).orElseThrow(SqsError::noSuchQueue);
    }

    private JsonNode create(JsonNode request) {
        String name = request.path("QueueName").asText();
        boolean isNew = queues.find(name).isEmpty();
        MessageQueue queue = queues.create(name, texts(request.path("Attributes")));
        if (isNew) {
            queue.tags().putAll(texts(request.path("tags")));
        }
        return JSON.createObjectNode().put("QueueUrl", queues.url(queue));
    }

    private JsonNode list(JsonNode request) {
        String prefix = request.path("QueueNamePrefix").asText("");
        return urls(
                "QueueUrls",
                queues.all().stream().filter(it -> it.name().startsWith(prefix)).toList());
    }

    private JsonNode urls(String name, List<MessageQueue> listed) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode urls = answer.putArray(name);
        listed.forEach(it -> urls.add(queues.url(it)));
        return answer;
    }

    private JsonNode tags(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode tags = answer.putObject("Tags");
        queue(request).tags().forEach(tags::put);
        return answer;
    }

    /** A request without attribute names gets none. */
    private JsonNode attributes(JsonNode request) {
        MessageQueue queue = queue(request);
        Set<String> names = new HashSet<>();
        request.path("AttributeNames").forEach(it -> names.add(it.asText()));
        ObjectNode answer = JSON.createObjectNode();
        queue.attributes()
                .forEach(
                        (name, value) -> {
                            if (names.contains("All") || names.contains(name)) {
                                answer.withObjectProperty("Attributes").put(name, value);
                            }
                        });
        return answer;
    }

    private JsonNode receive(JsonNode request) throws InterruptedException {
        MessageQueue queue = queue(request);
        Optional<Duration> visibility =
                request.hasNonNull("VisibilityTimeout")
                        ? Optional.of(seconds(request, "VisibilityTimeout"))
                        : Optional.empty();
        Duration wait =
                request.hasNonNull("WaitTimeSeconds")
                        ? seconds(request, "WaitTimeSeconds")
                        : queue.settings().receiveWait();
        ObjectNode answer = JSON.createObjectNode();
        for (ReceivedMessage message :
                queue.receive(request.path("MaxNumberOfMessages").asInt(1), visibility, wait)) {
            answer.withArrayProperty("Messages").add(MessageJson.write(message, request));
        }
        return answer;
    }

    private JsonNode send(HttpExchange exchange, JsonNode request) {
        MessageQueue queue = queue(request);
        NewMessage message =
                MessageJson.read(
                        request,
                        Optional.ofNullable(
                                exchange.getRequestHeaders().getFirst("X-Amzn-Trace-Id")));
        return MessageJson.write(message, queue.send(message));
    }

    /** Sends the valid messages in one step; the others fail, each with its error. */
    private JsonNode sendBatch(JsonNode request) {
        MessageQueue queue = queue(request);
        Map<String, NewMessage> valid = new HashMap<>();
        List<String> ids = new ArrayList<>();
        ArrayNode failed = JSON.createArrayNode();
        long bytes = 0;
        for (JsonNode entry : request.path("Entries")) {
            String id = entry.path("Id").asText();
            try {
                NewMessage message = MessageJson.read(entry, Optional.empty());
                bytes += message.bytes();
                queue.check(message);
                valid.put(id, message);
                ids.add(id);
            } catch (SqsError refusal) {
                bytes += entry.path("MessageBody").asText().getBytes(UTF_8).length;
                failed.add(failure(id, refusal));
            }
        }
        requireShortBatch(bytes);
        ArrayNode successful = JSON.createArrayNode();
        List<NewMessage> messages = ids.stream().map(valid::get).toList();
        List<SentMessage> sent = queue.send(messages);
        for (int i = 0; i < sent.size(); i++) {
            successful.add(MessageJson.write(messages.get(i), sent.get(i)).put("Id", ids.get(i)));
        }
        return outcome(successful, failed);
    }

    private static void requireShortBatch(long bytes) {
        if (bytes > MessageChecks.BYTES_MAX) {
            throw SqsError.ofService(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than "
                            + MessageChecks.BYTES_MAX
                            + " bytes. You have sent "
                            + bytes
                            + " bytes.");
        }
    }

    /** A change of a message that was received. */
    @FunctionalInterface
    private interface Change {
        void apply(JsonNode entry);
    }

    /** Applies the change to each entry; some may fail, each with its error. */
    private static JsonNode batch(String action, JsonNode request, Change change) {
        ArrayNode successful = JSON.createArrayNode();
        ArrayNode failed = JSON.createArrayNode();
        for (JsonNode entry : request.path("Entries")) {
            String id = entry.path("Id").asText();
            try {
                SqsParameters.checkEntry(action, entry);
                change.apply(entry);
                successful.addObject().put("Id", id);
            } catch (SqsError refusal) {
                failed.add(failure(id, refusal));
            }
        }
        return outcome(successful, failed);
    }

    private static JsonNode outcome(ArrayNode successful, ArrayNode failed) {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("Successful", successful);
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

    private void changeVisibility(JsonNode request, JsonNode entry) {
        queue(request)
                .changeVisibility(
                        entry.path("ReceiptHandle").asText(), seconds(entry, "VisibilityTimeout"));
    }

    /**
     * Deleting a deleted message succeeds.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html">DeleteMessage</a>
     */
    private void delete(JsonNode request, JsonNode entry) {
        queue(request).delete(entry.path("ReceiptHandle").asText());
    }

    private static Duration seconds(JsonNode request, String name) {
        return Duration.ofSeconds(request.path(name).asLong());
    }

    private static Map<String, String> texts(JsonNode members) {
        Map<String, String> texts = new HashMap<>();
        members.properties().forEach(it -> texts.put(it.getKey(), it.getValue().asText()));
        return texts;
    }
}
