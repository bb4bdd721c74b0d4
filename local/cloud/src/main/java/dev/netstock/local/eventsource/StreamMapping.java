package dev.netstock.local.eventsource;

import dev.netstock.local.dynamodb.TableWrites;
import dev.netstock.local.eventsource.StreamMappingDefinition.StartingPosition;
import dev.netstock.local.lambda.FunctionInvoker;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A running event source mapping of a stream. It reads from start to close. Thread-safe. */
public final class StreamMapping implements AutoCloseable {
    /** A shard appears when its parent ends, which starts a discovery; this is for all others. */
    private static final Duration DISCOVERY_PERIOD = Duration.ofSeconds(30);

    /** The period while no shard is read. */
    private static final Duration FIRST_DISCOVERY_PERIOD = Duration.ofSeconds(1);

    private final StreamMappingDefinition definition;
    private final SourceStream source;
    private final FunctionInvoker functions;
    private final MappingThreads threads = new MappingThreads();
    private final Set<String> known = new HashSet<>();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    /** Shards that have ended since the last discovery. */
    private final Semaphore ended = new Semaphore(0);

    private StreamMapping(
            StreamMappingDefinition definition, SourceStream source, FunctionInvoker functions) {
        this.definition = definition;
        this.source = source;
        this.functions = functions;
    }

    /**
     * Starts reading a table's stream. Records written after this method returns are read, whatever
     * the starting position. The caller owns the client and closes it after the mapping.
     *
     * @param writes wakes the readers when the table is written
     */
    public static StreamMapping start(
            StreamMappingDefinition definition,
            DynamoDbStreamsClient streams,
            TableWrites writes,
            FunctionInvoker functions) {
        return start(
                definition, new DynamoDbSource(streams, writes, definition.sourceArn()), functions);
    }

    /** Starts reading a stream of any kind. The stream must outlive the mapping. */
    public static StreamMapping start(
            StreamMappingDefinition definition, SourceStream source, FunctionInvoker functions) {
        var mapping = new StreamMapping(definition, source, functions);
        mapping.readNewShards(definition.startingPosition());
        mapping.threads.start(mapping::discover);
        return mapping;
    }

    /** Stops reading and waits for the batches in flight. */
    @Override
    public void close() {
        threads.close();
    }

    private void discover() throws InterruptedException {
        CancellablePause pauses = threads.pauses();
        while (!pauses.isClosed()) {
            pauses.await(this::awaitEndOfAShard);
            try {
                readNewShards(StartingPosition.TRIM_HORIZON);
            } catch (SdkException e) {
                // The stream is temporarily unavailable; the next poll may succeed.
            }
        }
    }

    private boolean awaitEndOfAShard() throws InterruptedException {
        Duration period =
                finished.size() == known.size() ? FIRST_DISCOVERY_PERIOD : DISCOVERY_PERIOD;
        return ended.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * A shard waits until its parent is read completely, so that changes of an item stay in order.
     */
    private void readNewShards(StartingPosition from) {
        List<SourceStream.Shard> all = source.shards();
        Set<String> ids = new HashSet<>(all.stream().map(SourceStream.Shard::id).toList());
        for (SourceStream.Shard shard : all) {
            boolean afterParent =
                    shard.parent()
                            .map(parent -> !ids.contains(parent) || finished.contains(parent))
                            .orElse(true);
            if (afterParent && !known.contains(shard.id())) {
                read(shard.id(), from);
                known.add(shard.id());
            }
        }
    }

    private void read(String shardId, StartingPosition from) {
        var delivery = new BatchDelivery(definition, functions, source, shardId, threads.pauses());
        var lanes =
                new ParallelBatches(definition.parallelization(), definition.batchSize(), delivery);
        var reader =
                new ShardReader(definition, source.open(shardId, from), lanes, threads.pauses());
        threads.start(
                () -> {
                    try (lanes) {
                        reader.read();
                        finished.add(shardId);
                        ended.release();
                    }
                });
    }
}
