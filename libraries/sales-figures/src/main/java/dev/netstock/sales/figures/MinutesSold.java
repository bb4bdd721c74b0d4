package dev.netstock.sales.figures;

import dev.netstock.platform.call.Call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was sold by the minute, over all SKUs, for other functions. Thread-safe. */
public final class MinutesSold {
    private final SalesReader reading;

    public MinutesSold(SalesReader reading) {
        this.reading = reading;
    }

    /**
     * A minute in which something was sold or given back.
     *
     * @param at its begin
     * @param orders orders, less those that were released or expired
     * @param units units, less those that were given back
     * @param givenBack units that were given back
     */
    public record Minute(Instant at, long orders, long units, long givenBack) {}

    /**
     * The minutes in their order.
     *
     * @param from the first minute
     * @param to the first minute behind
     * @throws dev.netstock.platform.call.RetryLaterException if the table did not answer within the
     *     call's deadline
     */
    public List<Minute> between(Instant from, Instant to, Call call) {
        var all = new SalesQuestion(from, to, Optional.empty(), Optional.empty(), Optional.empty());
        return reading.read(all, call).minutes().entrySet().stream()
                .map(
                        minute ->
                                new Minute(
                                        minute.getKey(),
                                        minute.getValue().orders(),
                                        minute.getValue().units(),
                                        minute.getValue().givenBack()))
                .toList();
    }
}
