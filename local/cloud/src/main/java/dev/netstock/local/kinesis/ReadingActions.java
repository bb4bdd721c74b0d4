package dev.netstock.local.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * GetShardIterator and GetRecords. An iterator lasts as long as this process.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html">
 *     GetShardIterator</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html">
 *     GetRecords</a>
 */
record ReadingActions(KinesisStreams streams) {
    private static final int RECORDS_MAX = 10_000;

    ObjectNode iterator(JsonNode request) {
        KinesisStream stream = new Requested(streams).stream(request);
        StreamShard shard = Requested.shard(stream, request.path("ShardId").asText());
        return JsonNodeFactory.instance
                .objectNode()
                .put("ShardIterator", iterator(stream, shard, place(request, shard)));
    }

    ObjectNode records(JsonNode request) {
        int limit = request.path("Limit").asInt(RECORDS_MAX);
        if (limit < 1 || limit > RECORDS_MAX) {
            throw KinesisRefusal.argument("1 to " + RECORDS_MAX + " records may be read at once");
        }
        String[] parts = parts(request.path("ShardIterator").asText());
        KinesisStream stream = new Requested(streams).named(parts[0]);
        StreamShard shard = Requested.shard(stream, parts[1]);
        long place = Long.parseLong(parts[2]);
        List<KinesisRecord> found = shard.from(place, limit);
        long next = found.isEmpty() ? place : StreamShard.after(found.getLast());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("Records");
        found.forEach(it -> list.add(written(it)));
        return answer.put("NextShardIterator", iterator(stream, shard, next))
                .put("MillisBehindLatest", behind(shard, next));
    }

    private static long place(JsonNode request, StreamShard shard) {
        String sequenceNumber = request.path("StartingSequenceNumber").asText();
        return switch (request.path("ShardIteratorType").asText()) {
            case "TRIM_HORIZON" -> shard.start();
            case "LATEST" -> shard.end();
            case "AT_SEQUENCE_NUMBER" -> place(sequenceNumber);
            case "AFTER_SEQUENCE_NUMBER" -> place(sequenceNumber) + 1;
            case "AT_TIMESTAMP" ->
                    shard.at(
                            Instant.ofEpochMilli(
                                    request.path("Timestamp")
                                            .decimalValue()
                                            .movePointRight(3)
                                            .longValue()));
            default -> throw KinesisRefusal.argument("The iterator type is not known");
        };
    }

    private static long place(String sequenceNumber) {
        try {
            return StreamShard.place(sequenceNumber);
        } catch (NumberFormatException _) {
            throw KinesisRefusal.argument("The sequence number is not one of this shard");
        }
    }

    private static String iterator(KinesisStream stream, StreamShard shard, long place) {
        String text = stream.name() + "/" + shard.id() + "/" + place;
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String[] parts(String iterator) {
        try {
            String text = new String(Base64.getDecoder().decode(iterator), UTF_8);
            if (text.matches("[^/]+/[^/]+/\\d+")) {
                return text.split("/", 3);
            }
        } catch (IllegalArgumentException _) {
            // Told below, as any other text that is no iterator.
        }
        throw KinesisRefusal.argument("Invalid ShardIterator.");
    }

    private static ObjectNode written(KinesisRecord found) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("SequenceNumber", found.sequenceNumber())
                .put("PartitionKey", found.partitionKey())
                .put("Data", found.data().asByteArrayUnsafe())
                .put(
                        "ApproximateArrivalTimestamp",
                        BigDecimal.valueOf(found.arrivedAt().toEpochMilli(), 3));
    }

    private static long behind(StreamShard shard, long place) {
        List<KinesisRecord> next = shard.from(place, 1);
        return next.isEmpty()
                ? 0
                : Duration.between(next.getFirst().arrivedAt(), Instant.now()).toMillis();
    }
}
