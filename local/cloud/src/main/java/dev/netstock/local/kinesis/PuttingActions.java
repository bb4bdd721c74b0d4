package dev.netstock.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.awssdk.core.SdkBytes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * PutRecord and PutRecords.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">
 *     PutRecords</a>
 */
record PuttingActions(KinesisStreams streams) {
    private static final int RECORDS_MAX = 500;
    private static final int KEY_CHARACTERS_MAX = 256;
    private static final int RECORD_BYTES_MAX = 10 * 1024 * 1024;

    /** A record that was read, and is as it should be. */
    private record Given(BigInteger hash, String partitionKey, SdkBytes data) {}

    ObjectNode one(JsonNode request) {
        KinesisStream stream = new Requested(streams).stream(request);
        return put(stream, given(request));
    }

    /** All are read before the first is put: a request with a fault puts none. */
    ObjectNode many(JsonNode request) {
        KinesisStream stream = new Requested(streams).stream(request);
        JsonNode records = request.path("Records");
        if (records.isEmpty() || records.size() > RECORDS_MAX) {
            throw KinesisRefusal.argument("1 to " + RECORDS_MAX + " records may be put at once");
        }
        List<Given> given = new ArrayList<>();
        records.forEach(it -> given.add(given(it)));
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

    private static Given given(JsonNode request) {
        String key = request.path("PartitionKey").asText("");
        if (key.isEmpty() || key.length() > KEY_CHARACTERS_MAX) {
            throw KinesisRefusal.argument(
                    "A partition key has 1 to " + KEY_CHARACTERS_MAX + " characters");
        }
        SdkBytes data = data(request.path("Data"));
        if (data.asByteArrayUnsafe().length > RECORD_BYTES_MAX) {
            throw KinesisRefusal.argument("A record has at most 10 MiB");
        }
        return new Given(hash(request.path("ExplicitHashKey"), key), key, data);
    }

    private static SdkBytes data(JsonNode data) {
        try {
            if (data.isTextual()) {
                return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(data.textValue()));
            }
        } catch (IllegalArgumentException _) {
            // Told below, as data that is missing.
        }
        throw KinesisRefusal.argument("Data in base64 is expected");
    }

    private static BigInteger hash(JsonNode explicit, String partitionKey) {
        if (explicit.isMissingNode() || explicit.isNull()) {
            return KinesisStream.hash(partitionKey);
        }
        if (!explicit.asText().matches("0|[1-9]\\d{0,38}")) {
            throw KinesisRefusal.argument("A hash key is a number below 2^128");
        }
        BigInteger hash = new BigInteger(explicit.asText());
        if (hash.bitLength() > Byte.SIZE * 16) {
            throw KinesisRefusal.argument("A hash key is a number below 2^128");
        }
        return hash;
    }
}
