package dev.netstock.local.eventsource;

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

    /** Whether the shard has ended. */
    boolean isAtEnd();
}
