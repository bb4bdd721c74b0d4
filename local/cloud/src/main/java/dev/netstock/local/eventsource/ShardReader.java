package dev.netstock.local.eventsource;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads one shard from where it is to its end, batch after batch. For one thread. */
final class ShardReader {
    private static final System.Logger LOG = System.getLogger(ShardReader.class.getName());
    private static final Duration IDLE_PAUSE = Duration.ofMillis(75);
    private static final Duration FAULT_PAUSE = Duration.ofSeconds(1);

    /** What GetRecords gives at most. */
    private static final int READ_LIMIT = 1000;

    private final StreamMappingDefinition mapping;
    private final DynamoDbStreamsClient streams;
    private final String shardId;
    private final Lanes lanes;
    private final RecordFilter filter;
    private final StreamEvent event;
    private final Pauses pauses;
    private final List<Record> waiting = new ArrayList<>();
    private long waitingSinceNanos;
    private @Nullable String iterator;
    private @Nullable String lastRead;

    ShardReader(
            StreamMappingDefinition mapping,
            DynamoDbStreamsClient streams,
            String shardId,
            Lanes lanes,
            Pauses pauses) {
        this.mapping = mapping;
        this.streams = streams;
        this.shardId = shardId;
        this.lanes = lanes;
        this.filter = new RecordFilter(mapping.filters());
        this.event = new StreamEvent(mapping.sourceArn());
        this.pauses = pauses;
    }

    /** Takes its place in the shard: what is written from now on is read. */
    void open(ShardIteratorType from) {
        iterator = iterator(request -> request.shardIteratorType(from));
    }

    /** Reads until the shard is at its end or the mapping is closed; a fault keeps its place. */
    void read() throws InterruptedException {
        while (!pauses.isClosed() && (iterator != null || !waiting.isEmpty())) {
            try {
                readOn();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A stream is read again from its place", e);
                pauses.pause(FAULT_PAUSE);
            }
        }
    }

    private void readOn() throws InterruptedException {
        boolean more = iterator != null && fetch(iterator);
        if (isBatchReady()) {
            deliver();
        } else if (!more) {
            pauses.pause(IDLE_PAUSE);
        }
    }

    private boolean fetch(String from) {
        try {
            int room = Math.max(1, Math.min(READ_LIMIT, lanes.capacity() - waiting.size()));
            GetRecordsResponse response =
                    streams.getRecords(request -> request.shardIterator(from).limit(room));
            iterator = response.nextShardIterator();
            response.records().forEach(this::take);
            return response.hasRecords() && !response.records().isEmpty();
        } catch (ExpiredIteratorException _) {
            reopen();
        } catch (TrimmedDataAccessException _) {
            open(ShardIteratorType.TRIM_HORIZON);
        }
        return false;
    }

    private void take(Record streamRecord) {
        lastRead = streamRecord.dynamodb().sequenceNumber();
        if (mapping.filters().isEmpty() || filter.lets(event.of(streamRecord).toString())) {
            if (waiting.isEmpty()) {
                waitingSinceNanos = System.nanoTime();
            }
            waiting.add(streamRecord);
        }
    }

    private boolean isBatchReady() {
        return !waiting.isEmpty()
                && (waiting.size() >= mapping.batchSize()
                        || iterator == null
                        || System.nanoTime() - waitingSinceNanos >= mapping.window().toNanos());
    }

    private void deliver() throws InterruptedException {
        lanes.deliver(List.copyOf(waiting));
        waiting.clear();
    }

    private void reopen() {
        @Nullable String place = lastRead;
        if (place == null) {
            open(ShardIteratorType.TRIM_HORIZON);
        } else {
            iterator =
                    iterator(
                            request ->
                                    request.shardIteratorType(
                                                    ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                            .sequenceNumber(place));
        }
    }

    private String iterator(Consumer<GetShardIteratorRequest.Builder> place) {
        var request =
                GetShardIteratorRequest.builder().streamArn(mapping.sourceArn()).shardId(shardId);
        place.accept(request);
        return streams.getShardIterator(request.build()).shardIterator();
    }
}
