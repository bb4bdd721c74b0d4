package dev.netstock.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Set;

/** Finds the stream and shard of a request. */
record StreamLookup(KinesisStreams streams) {
    /** Rejects unsupported parameters. */
    static void checkNames(Set<String> known, JsonNode request) {
        request.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                throw KinesisError.notImplemented("the parameter " + name);
                            }
                        });
    }

    /** The stream of a request, by name or ARN. */
    KinesisStream stream(JsonNode request) {
        if (!request.hasNonNull("StreamARN") && !request.hasNonNull("StreamName")) {
            throw KinesisError.argument("Either StreamName or StreamARN should be supplied");
        }
        String arn = request.path("StreamARN").asText("");
        String name = request.path("StreamName").asText(arn.substring(arn.lastIndexOf('/') + 1));
        return named(name);
    }

    KinesisStream named(String name) {
        return streams.find(name)
                .orElseThrow(
                        () ->
                                new KinesisError(
                                        "ResourceNotFoundException",
                                        "Stream " + name + " not found."));
    }

    static StreamShard shard(KinesisStream stream, String id) {
        return stream.shard(id)
                .orElseThrow(
                        () ->
                                new KinesisError(
                                        "ResourceNotFoundException",
                                        "Could not find shard " + id + " in " + stream.name()));
    }
}
