package dev.netstock.local.saleday.traffic;

import dev.netstock.local.saleday.Buyer;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The log of all arrivals and API calls. Thread-safe. */
public final class SaleLog {
    /**
     * The arrival of a buyer.
     *
     * @param turnedAway whether the buyer gave up before the first request
     */
    public record Arrival(Buyer buyer, Instant at, boolean turnedAway) {}

    private final Queue<OrderCall> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();

    void add(OrderCall call) {
        calls.add(call);
    }

    void add(Arrival arrival) {
        arrivals.add(arrival);
    }

    /** The calls in order of their responses. */
    public List<OrderCall> calls() {
        return List.copyOf(calls);
    }

    public List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }
}
