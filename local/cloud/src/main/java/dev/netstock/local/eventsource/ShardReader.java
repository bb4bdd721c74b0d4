package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads one shard in batches, from the current position to its end. For one thread. */
final class ShardReader {
    private static final System.Logger LOG = System.getLogger(ShardReader.class.getName());
    private static final Duration IDLE_PAUSE = Duration.ofMillis(75);
    private static final Duration ERROR_PAUSE = Duration.ofSeconds(1);

    /** Maximum records of one read. */
    private static final int READ_LIMIT = 10_000;

    private final StreamMappingDefinition mapping;
    private final ShardCursor shard;
    private final ParallelBatches lanes;
    private final RecordFilter filter;
    private final CancellablePause pauses;
    private final List<SourceRecord> waiting = new ArrayList<>();
    private long waitingSinceNanos;

    ShardReader(
            StreamMappingDefinition mapping,
            ShardCursor shard,
            ParallelBatches lanes,
            CancellablePause pauses) {
        this.mapping = mapping;
        this.shard = shard;
        this.lanes = lanes;
        this.filter = new RecordFilter(mapping.filters());
        this.pauses = pauses;
    }

    /**
     * Reads until the shard ends or the mapping is closed. After an exception, it continues at the
     * same position.
     */
    void read() throws InterruptedException {
        while (!pauses.isClosed() && (!shard.isAtEnd() || !waiting.isEmpty())) {
            try {
                readOn();
            } catch (RuntimeException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Reading a stream failed; retrying from the same position",
                        e);
                pauses.pause(ERROR_PAUSE);
            }
        }
    }

    private void readOn() throws InterruptedException {
        boolean more = !shard.isAtEnd() && fetch();
        if (isBatchReady()) {
            deliver();
        } else if (!more) {
            pauses.pause(IDLE_PAUSE);
        }
    }

    private boolean fetch() {
        int room = Math.max(1, Math.min(READ_LIMIT, lanes.capacity() - waiting.size()));
        List<? extends SourceRecord> records = shard.read(room);
        records.forEach(this::take);
        return !records.isEmpty();
    }

    private void take(SourceRecord streamRecord) {
        if (mapping.filters().isEmpty() || filter.accepts(streamRecord.event().toString())) {
            if (waiting.isEmpty()) {
                waitingSinceNanos = System.nanoTime();
            }
            waiting.add(streamRecord);
        }
    }

    private boolean isBatchReady() {
        return !waiting.isEmpty()
                && (waiting.size() >= mapping.batchSize()
                        || shard.isAtEnd()
                        || System.nanoTime() - waitingSinceNanos >= mapping.window().toNanos());
    }

    private void deliver() throws InterruptedException {
        lanes.deliver(List.copyOf(waiting));
        waiting.clear();
    }
}
