package dev.netstock.salerules;

import dev.netstock.platform.aws.BatchDeletes;
import dev.netstock.platform.call.BatchAnswer;

import java.util.List;

/**
 * The held replenishment requests. Each method is one request to the table, without retries, and is
 * safe to retry. Implementations are thread-safe.
 */
public interface HeldRequests {
    /** The most requests that can be removed at a time. */
    int REMOVED_MAX = BatchDeletes.ROWS_MAX;

    /** Adds a request; adding it again has no effect. */
    void add(HeldRequest request);

    /** The first held requests, up to a maximum. */
    List<HeldRequest> first(int most);

    /**
     * Removes requests after they were sent; removing one again has no effect.
     *
     * @param keys at most {@link #REMOVED_MAX}, each once
     * @return the keys that were removed, and those that are left
     */
    BatchAnswer<String, String> remove(List<String> keys);
}
