package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.sales.figures.SalesReader.Minute;

import java.time.Instant;
import java.util.List;

/** What was sold, by the minute. Implementations are thread-safe. */
@FunctionalInterface
public interface Sold {
    /**
     * The minutes in which something was sold or given back, in their order.
     *
     * @param from the first minute
     * @param to the first minute behind
     */
    List<Minute> between(Instant from, Instant to, Call call);
}
