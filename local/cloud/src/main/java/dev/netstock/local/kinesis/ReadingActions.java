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
 * GetShardIterator and GetRecords. Iterators do not expire.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html">
 *     GetShardIterator</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html">
 *     GetRecords</a>
 */
record ReadingActions(KinesisStreams streams) {
    private static final int RECORDS_MAX = 10_000;

    /** Limit of one response. */
    private static final int ANSWER_BYTES_MAX = 10 * 1024 * 1024;

    ObjectNode iterator(JsonNode request) {
        KinesisStream stream = new StreamLookup(streams).stream(request);
        StreamShard shard = StreamLookup.shard(stream, request.path("ShardId").asText());
        return JsonNodeFactory.instance
                .objectNode()
                .put("ShardIterator", iterator(stream, shard, position(request, shard)));
    }

    ObjectNode records(JsonNode request) {
        int limit = request.path("Limit").asInt(RECORDS_MAX);
        if (limit < 1) {
            throw KinesisError.constraint("limit", "have value greater than or equal to 1");
        }
        if (limit > RECORDS_MAX) {
            throw KinesisError.constraint(
                    "limit", "have value less than or equal to " + RECORDS_MAX);
        }
        if (!request.hasNonNull("ShardIterator")) {
            throw KinesisError.constraint("shardIterator", "not be null");
        }
        String[] parts = parts(request.path("ShardIterator").asText());
        KinesisStream stream = new StreamLookup(streams).named(parts[0]);
        StreamShard shard = StreamLookup.shard(stream, parts[1]);
        long position = Long.parseLong(parts[2]);
        List<KinesisRecord> found = upToTheLimit(shard.from(position, limit));
        long next = found.isEmpty() ? position : StreamShard.after(found.getLast());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("Records");
        found.forEach(it -> list.add(written(it)));
        return answer.put("NextShardIterator", iterator(stream, shard, next))
                .put("MillisBehindLatest", behind(shard, next));
    }

    /** At least the first record. */
    private static List<KinesisRecord> upToTheLimit(List<KinesisRecord> records) {
        long bytes = 0;
        int count = 0;
        while (count < records.size() && bytes <= ANSWER_BYTES_MAX) {
            bytes += records.get(count).data().asByteArrayUnsafe().length;
            count++;
        }
        return records.subList(0, bytes > ANSWER_BYTES_MAX && count > 1 ? count - 1 : count);
    }

    private static long position(JsonNode request, StreamShard shard) {
        String type = request.path("ShardIteratorType").asText();
        if (request.hasNonNull("StartingSequenceNumber") && !type.endsWith("SEQUENCE_NUMBER")) {
            throw KinesisError.argument("StartingSequenceNumber must not be given for " + type);
        }
        if (request.hasNonNull("Timestamp") && !type.equals("AT_TIMESTAMP")) {
            throw KinesisError.argument("Timestamp must not be given for " + type);
        }
        return switch (type) {
            case "TRIM_HORIZON" -> shard.start();
            case "LATEST" -> shard.end();
            case "AT_SEQUENCE_NUMBER" -> positionOfNumber(request);
            case "AFTER_SEQUENCE_NUMBER" -> positionOfNumber(request) + 1;
            case "AT_TIMESTAMP" -> shard.at(time(request.path("Timestamp")));
            default ->
                    throw KinesisError.constraint(
                            "shardIteratorType",
                            "satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_TIMESTAMP,"
                                    + " AT_SEQUENCE_NUMBER, TRIM_HORIZON]");
        };
    }

    private static Instant time(JsonNode timestamp) {
        if (timestamp.isMissingNode() || timestamp.isNull()) {
            throw KinesisError.argument(
                    "Must specify timestamp parameter for iterator of type AT_TIMESTAMP.");
        }
        if (!timestamp.isNumber()) {
            throw new KinesisError("SerializationException", "Timestamp is a number of seconds");
        }
        return Instant.ofEpochMilli(timestamp.decimalValue().movePointRight(3).longValue());
    }

    private static long positionOfNumber(JsonNode request) {
        if (!request.hasNonNull("StartingSequenceNumber")) {
            throw KinesisError.argument(
                    "Must specify startingSequenceNumber parameter for iterator of type "
                            + request.path("ShardIteratorType").asText()
                            + ".");
        }
        String sequenceNumber = request.path("StartingSequenceNumber").asText();
        if (!sequenceNumber.matches("0|[1-9]\\d{0,128}")) {
            throw KinesisError.constraint(
                    "startingSequenceNumber",
                    "satisfy regular expression pattern: 0|([1-9]\\d{0,128})");
        }
        try {
            return StreamShard.position(sequenceNumber);
        } catch (NumberFormatException _) {
            throw KinesisError.argument("The sequence number is not one of this shard");
        }
    }

    private static String iterator(KinesisStream stream, StreamShard shard, long position) {
        String text = stream.name() + "/" + shard.id() + "/" + position;
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String[] parts(String iterator) {
        try {
            String text = new String(Base64.getDecoder().decode(iterator), UTF_8);
            if (text.matches("[^/]+/[^/]+/\\d+")) {
                return text.split("/", 3);
            }
        } catch (IllegalArgumentException _) {
            // Reported below, like any other invalid iterator.
        }
        throw KinesisError.argument("Invalid ShardIterator.");
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

    private static long behind(StreamShard shard, long position) {
        List<KinesisRecord> next = shard.from(position, 1);
        return next.isEmpty()
                ? 0
                : Duration.between(next.getFirst().arrivedAt(), Instant.now()).toMillis();
    }
}
