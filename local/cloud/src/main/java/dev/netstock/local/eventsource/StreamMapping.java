package dev.netstock.local.eventsource;

import dev.netstock.local.lambda.FunctionInvoker;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A running event source mapping. It reads from start to close. Thread-safe. */
public final class StreamMapping implements AutoCloseable {
    private static final Duration DISCOVERY_PERIOD = Duration.ofSeconds(1);

    private final StreamMappingDefinition definition;
    private final StreamShards shards;
    private final DynamoDbStreamsClient streams;
    private final FunctionInvoker functions;
    private final MappingThreads threads = new MappingThreads();
    private final Set<String> known = new HashSet<>();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    private StreamMapping(
            StreamMappingDefinition definition,
            DynamoDbStreamsClient streams,
            FunctionInvoker functions) {
        this.definition = definition;
        this.streams = streams;
        this.functions = functions;
        this.shards = new StreamShards(streams, definition.sourceArn());
    }

    /**
     * Starts reading: what is written from its return on is read, whatever the starting position.
     * The client stays the caller's, and must outlive the mapping.
     */
    public static StreamMapping start(
            StreamMappingDefinition definition,
            DynamoDbStreamsClient streams,
            FunctionInvoker functions) {
        var mapping = new StreamMapping(definition, streams, functions);
        mapping.readNewShards(ShardIteratorType.fromValue(definition.startingPosition().name()));
        mapping.threads.start(mapping::discover);
        return mapping;
    }

    /** Stops reading, and waits for the batches under way. */
    @Override
    public void close() {
        threads.close();
    }

    private void discover() throws InterruptedException {
        Pauses pauses = threads.pauses();
        while (!pauses.isClosed()) {
            pauses.pause(DISCOVERY_PERIOD);
            try {
                readNewShards(ShardIteratorType.TRIM_HORIZON);
            } catch (SdkException e) {
                // The stream cannot be reached for now: the next look may find it.
            }
        }
    }

    /**
     * A shard waits for its parent to be read to the end, so that an item's changes stay in order.
     */
    private void readNewShards(ShardIteratorType from) {
        List<Shard> all = shards.list();
        Set<String> ids = new HashSet<>(all.stream().map(Shard::shardId).toList());
        for (Shard shard : all) {
            boolean afterParent =
                    Optional.ofNullable(shard.parentShardId())
                            .map(parent -> !ids.contains(parent) || finished.contains(parent))
                            .orElse(true);
            if (afterParent && !known.contains(shard.shardId())) {
                read(shard.shardId(), from);
                known.add(shard.shardId());
            }
        }
    }

    private void read(String shardId, ShardIteratorType from) {
        var delivery = new BatchDelivery(definition, functions, shardId, threads.pauses());
        var lanes = new Lanes(definition.parallelization(), definition.batchSize(), delivery);
        var reader = new ShardReader(definition, streams, shardId, lanes, threads.pauses());
        reader.open(from);
        threads.start(
                () -> {
                    try (lanes) {
                        reader.read();
                        finished.add(shardId);
                    }
                });
    }
}
