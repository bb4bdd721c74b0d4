package dev.netstock.local.kinesis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.eventsource.ShardCursor;
import dev.netstock.local.eventsource.SourceRecord;
import dev.netstock.local.eventsource.SourceStream;
import dev.netstock.local.eventsource.StreamMappingDefinition.StartingPosition;
import dev.netstock.local.template.Environment;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A stream as an event source, in this process, without HTTP.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Using Lambda with
 *     Kinesis Data Streams</a>
 */
record KinesisSource(KinesisStream stream, Environment environment) implements SourceStream {
    @Override
    public List<Shard> shards() {
        return stream.shards().stream()
                .map(shard -> new Shard(shard.id(), Optional.empty()))
                .toList();
    }

    @Override
    public ShardCursor open(String shardId, StartingPosition from) {
        StreamShard shard = stream.shard(shardId).orElseThrow();
        return new Cursor(
                shard,
                switch (from) {
                    case TRIM_HORIZON -> shard.start();
                    case LATEST -> shard.end();
                });
    }

    @Override
    public String batchInfo() {
        return "KinesisBatchInfo";
    }

    private final class Cursor implements ShardCursor {
        private final StreamShard shard;
        private long position;

        Cursor(StreamShard shard, long position) {
            this.shard = shard;
            this.position = position;
        }

        @Override
        public List<Sent> read(int limit) {
            List<KinesisRecord> records = shard.from(position, limit);
            if (!records.isEmpty()) {
                position = StreamShard.after(records.getLast());
            }
            return records.stream().map(it -> new Sent(it, shard.id())).toList();
        }

        @Override
        public boolean awaitRecords(Duration limit) throws InterruptedException {
            return shard.awaitAfter(position, limit);
        }

        @Override
        public boolean isAtEnd() {
            return false;
        }
    }

    /** A record. Records of one partition key are delivered in order. */
    private final class Sent implements SourceRecord {
        private final KinesisRecord source;
        private final String shardId;

        Sent(KinesisRecord source, String shardId) {
            this.source = source;
            this.shardId = shardId;
        }

        @Override
        public String sequenceNumber() {
            return source.sequenceNumber();
        }

        @Override
        public Instant arrivedAt() {
            return source.arrivedAt();
        }

        @Override
        public Object lane() {
            return source.partitionKey();
        }

        @Override
        public ObjectNode event() {
            ObjectNode event = JsonNodeFactory.instance.objectNode();
            event.putObject("kinesis")
                    .put("kinesisSchemaVersion", "1.0")
                    .put("partitionKey", source.partitionKey())
                    .put("sequenceNumber", source.sequenceNumber())
                    .put(
                            "data",
                            Base64.getEncoder().encodeToString(source.data().asByteArrayUnsafe()))
                    .put(
                            "approximateArrivalTimestamp",
                            BigDecimal.valueOf(source.arrivedAt().toEpochMilli(), 3));
            return event.put("eventSource", "aws:kinesis")
                    .put("eventVersion", "1.0")
                    .put("eventID", shardId + ":" + source.sequenceNumber())
                    .put("eventName", "aws:kinesis:record")
                    .put(
                            "invokeIdentityArn",
                            "arn:aws:iam::" + environment.account() + ":role/function")
                    .put("awsRegion", environment.region())
                    .put("eventSourceARN", stream.arn());
        }
    }
}
