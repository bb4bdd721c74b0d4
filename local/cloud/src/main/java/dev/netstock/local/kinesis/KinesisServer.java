package dev.netstock.local.kinesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The part of Kinesis's HTTP API that producers and consumers need, in JSON. Clients of the AWS SDK
 * for Java must disable CBOR ({@code CBOR_ENABLED=false}). Signatures and the shards' limits of
 * bytes and records a second are not checked. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Operations.html">
 *     Actions</a>
 */
final class KinesisServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/x-amz-json-1.1";
    private static final String TARGET = "Kinesis_20131202.";

    /** Ten megabytes of records in base64, and their keys. */
    private static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

    /** The supported parameters of each action; others are rejected. */
    private static final Map<String, Set<String>> PARAMETERS =
            Map.of(
                    "DescribeStream",
                    Set.of("StreamName", "StreamARN"),
                    "DescribeStreamSummary",
                    Set.of("StreamName", "StreamARN"),
                    "GetRecords",
                    Set.of("ShardIterator", "Limit", "StreamARN"),
                    "GetShardIterator",
                    Set.of(
                            "ShardId",
                            "ShardIteratorType",
                            "StartingSequenceNumber",
                            "StreamARN",
                            "StreamName",
                            "Timestamp"),
                    "ListShards",
                    Set.of("StreamName", "StreamARN"),
                    "PutRecord",
                    Set.of(
                            "Data",
                            "ExplicitHashKey",
                            "PartitionKey",
                            // Records of one shard are always in order of arrival.
                            "SequenceNumberForOrdering",
                            "StreamARN",
                            "StreamName"),
                    "PutRecords",
                    Set.of("Records", "StreamName", "StreamARN"));

    private final Map<String, Function<JsonNode, ObjectNode>> actions;
    private final LoopbackServer server;

    private KinesisServer(KinesisStreams streams) {
        var describing = new DescribingActions(streams);
        var putting = new PuttingActions(streams);
        var reading = new ReadingActions(streams);
        this.actions =
                Map.of(
                        "DescribeStream", describing::stream,
                        "DescribeStreamSummary", describing::summary,
                        "GetRecords", reading::records,
                        "GetShardIterator", reading::iterator,
                        "ListShards", describing::shards,
                        "ListStreams", describing::list,
                        "PutRecord", putting::one,
                        "PutRecords", putting::many);
        this.server = LoopbackServer.listen(0, this::handle);
    }

    static KinesisServer start(KinesisStreams streams) {
        return new KinesisServer(streams);
    }

    URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Optional<byte[]> body = Responses.bodyUpTo(BODY_BYTES_MAX, exchange);
        exchange.getResponseHeaders().set("Content-Type", JSON_TYPE);
        try {
            JsonNode answer = answer(exchange, body);
            Responses.send(exchange, 200, JSON.writeValueAsBytes(answer));
        } catch (KinesisError refusal) {
            ObjectNode error = JSON.createObjectNode().put("__type", refusal.type());
            error.put("message", refusal.getMessage());
            Responses.send(exchange, refusal.status(), JSON.writeValueAsBytes(error));
        }
    }

    private JsonNode answer(HttpExchange exchange, Optional<byte[]> body) throws IOException {
        @Nullable String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith(JSON_TYPE)) {
            throw new KinesisError(
                    "SerializationException",
                    "Only " + JSON_TYPE + " is supported: set CBOR_ENABLED=false");
        }
        @Nullable String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String action =
                target == null || !target.startsWith(TARGET)
                        ? ""
                        : target.substring(TARGET.length());
        Function<JsonNode, ObjectNode> known = actions.get(action);
        if (known == null) {
            throw KinesisError.notImplemented("the action '" + action + "'");
        }
        JsonNode request = request(body);
        StreamLookup.checkNames(PARAMETERS.getOrDefault(action, Set.of()), request);
        return known.apply(request);
    }

    private static JsonNode request(Optional<byte[]> body) throws IOException {
        if (body.isEmpty()) {
            throw KinesisError.argument("The request is too large");
        }
        try {
            if (JSON.readTree(body.get()) instanceof ObjectNode request) {
                return request;
            }
        } catch (JsonProcessingException _) {
            // Rejected below, like JSON that is not an object.
        }
        throw new KinesisError("SerializationException", "The request is not a JSON object");
    }
}
