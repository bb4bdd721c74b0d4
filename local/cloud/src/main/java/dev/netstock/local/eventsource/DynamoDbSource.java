package dev.netstock.local.eventsource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.dynamodb.TableWrites;
import dev.netstock.local.eventsource.StreamMappingDefinition.StartingPosition;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stream of a table.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with
 *     DynamoDB streams</a>
 */
record DynamoDbSource(DynamoDbStreamsClient streams, TableWrites writes, String arn)
        implements SourceStream {
    /** A change of an item. Changes of one item are delivered in order. */
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
        var shards = new ArrayList<Shard>();
        @Nullable String last = null;
        do {
            StreamDescription page = page(last);
            page.shards()
                    .forEach(
                            it ->
                                    shards.add(
                                            new Shard(
                                                    it.shardId(),
                                                    Optional.ofNullable(it.parentShardId()))));
            last = page.lastEvaluatedShardId();
        } while (last != null);
        return shards;
    }

    private StreamDescription page(@Nullable String after) {
        return streams.describeStream(
                        request -> request.streamArn(arn).exclusiveStartShardId(after))
                .streamDescription();
    }

    @Override
    public ShardCursor open(String shardId, StartingPosition from) {
        return new DynamoDbCursor(
                streams, writes, arn, shardId, ShardIteratorType.fromValue(from.name()));
    }

    @Override
    public String batchInfo() {
        return "DDBStreamBatchInfo";
    }
}
