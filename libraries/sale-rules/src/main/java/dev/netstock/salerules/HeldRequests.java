package dev.netstock.salerules;

import java.util.List;

/**
 * The held replenishment requests. Each method is one request to the table, without retries, and is
 * safe to retry. Implementations are thread-safe.
 */
public interface HeldRequests {
    /** Adds a request; adding it again has no effect. */
    void add(HeldRequest request);

    /** The first held requests, up to a maximum. */
    List<HeldRequest> first(int most);

    /** Removes a request after it was sent. */
    void remove(String key);
}
