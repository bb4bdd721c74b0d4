package dev.netstock.local.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.awssdk.core.SdkBytes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * PutRecord and PutRecords.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">
 *     PutRecords</a>
 */
record PuttingActions(KinesisStreams streams) {
    private static final int RECORDS_MAX = 500;
    private static final int KEY_CHARACTERS_MAX = 256;
    private static final int DATA_BYTES_MAX = 10 * 1024 * 1024;

    /** Limit of all records of a request, with their partition keys. */
    private static final int REQUEST_BYTES_MAX = 10 * 1024 * 1024;

    private static final Set<String> ENTRY = Set.of("Data", "ExplicitHashKey", "PartitionKey");

    /** A validated record. */
    private record Given(BigInteger hash, String partitionKey, SdkBytes data) {
        int bytes() {
            return data.asByteArrayUnsafe().length + partitionKey.getBytes(UTF_8).length;
        }
    }

    ObjectNode one(JsonNode request) {
        KinesisStream stream = new StreamLookup(streams).stream(request);
        return put(stream, given(stream, request, ""));
    }

    /** Validates all records before it adds the first; an invalid request adds none. */
    ObjectNode many(JsonNode request) {
        KinesisStream stream = new StreamLookup(streams).stream(request);
        JsonNode records = request.path("Records");
        if (records.isEmpty()) {
            throw KinesisError.constraint("records", "have length greater than or equal to 1");
        }
        if (records.size() > RECORDS_MAX) {
            throw KinesisError.constraint(
                    "records", "have length less than or equal to " + RECORDS_MAX);
        }
        List<Given> given = new ArrayList<>();
        for (JsonNode entry : records) {
            StreamLookup.checkNames(ENTRY, entry);
            String at = "records." + (given.size() + 1) + ".member.";
            given.add(given(stream, entry, at));
        }
        if (given.stream().mapToLong(Given::bytes).sum() > REQUEST_BYTES_MAX) {
            throw KinesisError.argument(
                    "Records size exceeds " + REQUEST_BYTES_MAX / 1024 / 1024 + " MB limit");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("FailedRecordCount", 0);
        var placed = answer.putArray("Records");
        given.forEach(it -> placed.add(put(stream, it)));
        return answer;
    }

    private static ObjectNode put(KinesisStream stream, Given given) {
        var placed = stream.put(given.hash(), given.partitionKey(), given.data());
        return JsonNodeFactory.instance
                .objectNode()
                .put("ShardId", placed.shardId())
                .put("SequenceNumber", placed.sequenceNumber());
    }

    /**
     * Reads a record. Its data and its partition key together may be as large as the stream allows.
     *
     * @param at path of the record in the request
     * @see <a
     *     href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas
     *     and limits</a>
     */
    private static Given given(KinesisStream stream, JsonNode request, String at) {
        if (!request.hasNonNull("PartitionKey")) {
            throw KinesisError.constraint(at + "partitionKey", "not be null");
        }
        String key = request.path("PartitionKey").asText("");
        if (key.isEmpty()) {
            throw KinesisError.constraint(
                    at + "partitionKey", "have length greater than or equal to 1");
        }
        if (key.codePointCount(0, key.length()) > KEY_CHARACTERS_MAX) {
            throw KinesisError.constraint(
                    at + "partitionKey", "have length less than or equal to " + KEY_CHARACTERS_MAX);
        }
        if (!request.hasNonNull("Data")) {
            throw KinesisError.constraint(at + "data", "not be null");
        }
        SdkBytes data = data(request.path("Data"));
        if (data.asByteArrayUnsafe().length > DATA_BYTES_MAX) {
            throw KinesisError.constraint(
                    at + "data", "have length less than or equal to " + DATA_BYTES_MAX);
        }
        var given = new Given(hash(request.path("ExplicitHashKey"), key, at), key, data);
        if (given.bytes() > stream.recordBytesMax()) {
            throw KinesisError.argument(
                    "The size of the record and its partition key exceeds the maximum record size"
                            + " of the stream: "
                            + stream.recordBytesMax()
                            + " bytes");
        }
        return given;
    }

    private static SdkBytes data(JsonNode data) {
        try {
            if (data.isTextual()) {
                return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(data.textValue()));
            }
        } catch (IllegalArgumentException _) {
            // Reported below, like missing data.
        }
        throw new KinesisError("SerializationException", "Data in base64 is expected");
    }

    private static BigInteger hash(JsonNode explicit, String partitionKey, String at) {
        if (explicit.isMissingNode() || explicit.isNull()) {
            return KinesisStream.hash(partitionKey);
        }
        if (!explicit.asText().matches("0|[1-9]\\d{0,38}")) {
            throw KinesisError.constraint(
                    at + "explicitHashKey",
                    "satisfy regular expression pattern: 0|([1-9]\\d{0,38})");
        }
        BigInteger hash = new BigInteger(explicit.asText());
        if (hash.bitLength() > Byte.SIZE * 16) {
            throw KinesisError.argument("A hash key is a number below 2^128");
        }
        return hash;
    }
}
