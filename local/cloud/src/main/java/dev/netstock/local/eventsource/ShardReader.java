package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads one shard in batches, from the current position to its end. For one thread. */
final class ShardReader {
    private static final System.Logger LOG = System.getLogger(ShardReader.class.getName());

    /** Lets the changes of one order arrive, so that they are delivered together. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    /** A reader that is not woken reads after this time, and then after twice that time. */
    private static final Duration FIRST_REST = Duration.ofSeconds(1);

    private static final Duration LONGEST_REST = Duration.ofSeconds(5);
    private static final Duration ERROR_PAUSE = Duration.ofSeconds(1);

    /** Maximum records of one read. */
    private static final int READ_LIMIT = 10_000;

    /** Any source returns as many records in one read, unless there are fewer. */
    private static final int FULL_PAGE = 1_000;

    private final StreamMappingDefinition mapping;
    private final ShardCursor shard;
    private final ParallelBatches lanes;
    private final RecordFilter filter;
    private final CancellablePause pauses;
    private final List<SourceRecord> waiting = new ArrayList<>();
    private long waitingSinceNanos;
    private Duration rest = FIRST_REST;

    /** Whether the last read returned all that had been written. */
    private boolean upToDate;

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
        if (!shard.isAtEnd()) {
            if (upToDate && !shard.awaitRecords(Duration.ZERO)) {
                rest();
            }
            if (pauses.isClosed()) {
                return;
            }
            fetch();
        }
        if (isBatchReady()) {
            deliver();
        }
    }

    /** Sleeps until something was written or the window of the waiting records ends. */
    private void rest() throws InterruptedException {
        Duration limit = waiting.isEmpty() ? rest : windowLeft();
        if (pauses.await(() -> shard.awaitRecords(limit))) {
            pauses.pause(GATHERING);
        } else if (waiting.isEmpty()) {
            Duration longer = rest.multipliedBy(2);
            rest = longer.compareTo(LONGEST_REST) < 0 ? longer : LONGEST_REST;
        }
    }

    private Duration windowLeft() {
        return mapping.window().minusNanos(System.nanoTime() - waitingSinceNanos);
    }

    private void fetch() {
        int room = Math.max(1, Math.min(READ_LIMIT, lanes.capacity() - waiting.size()));
        List<? extends SourceRecord> records = shard.read(room);
        records.forEach(this::take);
        upToDate = records.size() < Math.min(room, FULL_PAGE);
        rest = records.isEmpty() ? rest : FIRST_REST;
    }

    private void take(SourceRecord streamRecord) {
        if (mapping.filters().isEmpty() || filter.accepts(streamRecord.event())) {
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
                        || !windowLeft().isPositive());
    }

    private void deliver() throws InterruptedException {
        lanes.deliver(List.copyOf(waiting));
        waiting.clear();
    }
}
