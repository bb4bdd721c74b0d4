package dev.netstock.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * DescribeStream, DescribeStreamSummary, ListShards and ListStreams; their responses fit on one
 * page.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DescribeStreamSummary.html">
 *     DescribeStreamSummary</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListShards.html">
 *     ListShards</a>
 */
record DescribingActions(KinesisStreams streams) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int RETENTION_HOURS = 24;

    ObjectNode stream(JsonNode request) {
        KinesisStream stream = new StreamLookup(streams).stream(request);
        ObjectNode answer = JSON.objectNode();
        ObjectNode description = describe(answer.putObject("StreamDescription"), stream);
        describeShards(description.putArray("Shards"), stream);
        description.put("HasMoreShards", false);
        return answer;
    }

    ObjectNode summary(JsonNode request) {
        KinesisStream stream = new StreamLookup(streams).stream(request);
        ObjectNode answer = JSON.objectNode();
        describe(answer.putObject("StreamDescriptionSummary"), stream)
                .put("OpenShardCount", stream.shards().size())
                .put("ConsumerCount", 0);
        return answer;
    }

    ObjectNode shards(JsonNode request) {
        KinesisStream stream = new StreamLookup(streams).stream(request);
        ObjectNode answer = JSON.objectNode();
        describeShards(answer.putArray("Shards"), stream);
        return answer;
    }

    @SuppressWarnings("unused") // unused, but all actions take the request
    ObjectNode list(JsonNode request) {
        ObjectNode answer = JSON.objectNode();
        streams.names().forEach(answer.putArray("StreamNames")::add);
        return answer.put("HasMoreStreams", false);
    }

    private static ObjectNode describe(ObjectNode description, KinesisStream stream) {
        description
                .put("StreamName", stream.name())
                .put("StreamARN", stream.arn())
                .put("StreamStatus", "ACTIVE")
                .put("RetentionPeriodHours", RETENTION_HOURS)
                .put("EncryptionType", "NONE")
                .put("MaxRecordSizeInKiB", stream.recordBytesMax() / 1024);
        description.putArray("EnhancedMonitoring");
        description
                .putObject("StreamModeDetails")
                .put("StreamMode", stream.onDemand() ? "ON_DEMAND" : "PROVISIONED");
        return description;
    }

    private static void describeShards(ArrayNode list, KinesisStream stream) {
        for (StreamShard shard : stream.shards()) {
            ObjectNode described = list.addObject().put("ShardId", shard.id());
            described
                    .putObject("HashKeyRange")
                    .put("StartingHashKey", shard.firstHash().toString())
                    .put("EndingHashKey", shard.lastHash().toString());
            described
                    .putObject("SequenceNumberRange")
                    .put("StartingSequenceNumber", StreamShard.sequenceNumber(0));
        }
    }
}
