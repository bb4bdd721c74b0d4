package dev.netstock.local.eventsource;

import java.util.List;

/** A place in a shard. For one thread. */
public interface ShardCursor {
    /**
     * Goes on by what comes next.
     *
     * @param limit how many records at most
     * @return none if there is nothing yet, or never will be
     */
    List<? extends SourceRecord> read(int limit);

    /** Whether nothing will come any more. */
    boolean isAtEnd();
}
