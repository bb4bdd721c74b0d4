package dev.netstock.salerules;

import java.util.List;

/**
 * The requests to fill shelves that wait. Each method is one request to the table, tried once, and
 * safe to repeat. Implementations are thread-safe.
 */
public interface HeldRequests {
    /** Adds a request; the same again changes nothing. */
    void add(HeldRequest request);

    /** The first of those that wait, at most so many. */
    List<HeldRequest> first(int most);

    /** Takes one away, once it went out. */
    void remove(String key);
}
