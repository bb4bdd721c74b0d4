package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.sales.figures.SalesReader.Minute;

import java.time.Instant;
import java.util.List;

/** Reads units sold by minute. Implementations are thread-safe. */
@FunctionalInterface
public interface SoldUnitsReader {
    /**
     * The minutes in which units were sold or given back, in order.
     *
     * @param from the first minute
     * @param to the minute after the last
     */
    List<Minute> between(Instant from, Instant to, Call call);
}
