package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads one shard from where it is to its end, batch after batch. For one thread. */
final class ShardReader {
    private static final System.Logger LOG = System.getLogger(ShardReader.class.getName());
    private static final Duration IDLE_PAUSE = Duration.ofMillis(75);
    private static final Duration FAULT_PAUSE = Duration.ofSeconds(1);

    /** As much as a look into a stream may bring. */
    private static final int READ_LIMIT = 10_000;

    private final StreamMappingDefinition mapping;
    private final ShardCursor shard;
    private final ParallelBatches lanes;
    private final RecordFilter filter;
    private final Pauses pauses;
    private final List<SourceRecord> waiting = new ArrayList<>();
    private long waitingSinceNanos;

    ShardReader(
            StreamMappingDefinition mapping,
            ShardCursor shard,
            ParallelBatches lanes,
            Pauses pauses) {
        this.mapping = mapping;
        this.shard = shard;
        this.lanes = lanes;
        this.filter = new RecordFilter(mapping.filters());
        this.pauses = pauses;
    }

    /** Reads until the shard is at its end or the mapping is closed; a fault keeps its place. */
    void read() throws InterruptedException {
        while (!pauses.isClosed() && (!shard.isAtEnd() || !waiting.isEmpty())) {
            try {
                readOn();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A stream is read again from its place", e);
                pauses.pause(FAULT_PAUSE);
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
        if (mapping.filters().isEmpty() || filter.lets(streamRecord.event().toString())) {
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
