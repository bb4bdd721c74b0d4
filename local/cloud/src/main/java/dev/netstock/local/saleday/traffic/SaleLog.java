package dev.netstock.local.saleday.traffic;

import dev.netstock.local.saleday.Buyer;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All that happened at the API. Thread-safe. */
public final class SaleLog {
    /**
     * A buyer who came.
     *
     * @param turnedAway whether he went away before he could ask for anything
     */
    public record Arrival(Buyer buyer, Instant at, boolean turnedAway) {}

    private final Queue<Called> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

    void add(Called called) {
        calls.add(called);
    }

    void add(Arrival arrival) {
        arrivals.add(arrival);
    }

    /** The requests, in the order in which they were answered. */
    public List<Called> calls() {
        return List.copyOf(calls);
    }

    public List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }
}
