package dev.netstock.local.eventsource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.eventsource.StreamMappingDefinition.StartingPosition;

import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The stream of a table.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with
 *     DynamoDB streams</a>
 */
record DynamoDbSource(DynamoDbStreamsClient streams, String arn) implements SourceStream {
    /** A change of an item: changes of one item are handed over one after another. */
    record Change(Record source, StreamEvent form) implements SourceRecord {
        @Override
        public String sequenceNumber() {
            return source.dynamodb().sequenceNumber();
        }

        @Override
        public Instant arrivedAt() {
            return source.dynamodb().approximateCreationDateTime();
        }

        @Override
        public Object lane() {
            return source.dynamodb().keys();
        }

        @Override
        public ObjectNode event() {
            return form.of(source);
        }
    }

    @Override
    public List<Shard> shards() {
        return new StreamShards(streams, arn)
                .list().stream()
                        .map(it -> new Shard(it.shardId(), Optional.ofNullable(it.parentShardId())))
                        .toList();
    }

    @Override
    public ShardCursor open(String shardId, StartingPosition from) {
        return new DynamoDbCursor(streams, arn, shardId, ShardIteratorType.fromValue(from.name()));
    }

    @Override
    public String batchInfo() {
        return "DDBStreamBatchInfo";
    }
}
