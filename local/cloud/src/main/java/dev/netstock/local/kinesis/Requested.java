package dev.netstock.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Set;

/** What all requests have alike. */
record Requested(KinesisStreams streams) {
    /** Refuses a request with a parameter that is not read. */
    static void checkNames(Set<String> known, JsonNode request) {
        request.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                throw KinesisRefusal.notImplemented("the parameter " + name);
                            }
                        });
    }

    /** The stream that a request names, by its name or its ARN. */
    KinesisStream stream(JsonNode request) {
        if (!request.hasNonNull("StreamARN") && !request.hasNonNull("StreamName")) {
            throw KinesisRefusal.argument("Either StreamName or StreamARN should be supplied");
        }
        String arn = request.path("StreamARN").asText("");
        String name = request.path("StreamName").asText(arn.substring(arn.lastIndexOf('/') + 1));
        return named(name);
    }

    KinesisStream named(String name) {
        return streams.find(name)
                .orElseThrow(
                        () ->
                                new KinesisRefusal(
                                        "ResourceNotFoundException",
                                        "Stream " + name + " not found."));
    }

    static StreamShard shard(KinesisStream stream, String id) {
        return stream.shard(id)
                .orElseThrow(
                        () ->
                                new KinesisRefusal(
                                        "ResourceNotFoundException",
                                        "Could not find shard " + id + " in " + stream.name()));
    }
}
