package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.List;

/** A position in a shard. For one thread. */
public interface ShardCursor {
    /**
     * Reads the next records.
     *
     * @param limit maximum number of records
     * @return the records; empty if there are none yet or the shard has ended
     */
    List<? extends SourceRecord> read(int limit);

    /**
     * Waits until there may be records after those of the last read.
     *
     * @param limit how long to wait
     * @return false if the time is over; there may be records nevertheless
     */
    boolean awaitRecords(Duration limit) throws InterruptedException;

    /** Whether the shard has ended. */
    boolean isAtEnd();
}
