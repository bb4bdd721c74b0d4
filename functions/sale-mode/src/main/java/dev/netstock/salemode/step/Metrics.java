package dev.netstock.salemode.step;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;

/** What the functions measured of themselves. Implementations are thread-safe. */
@FunctionalInterface
public interface Metrics {
    /**
     * What each figure was, by the minute; nothing for a minute in which nobody measured it.
     *
     * @param from the first minute
     * @param to the first minute behind
     * @throws dev.netstock.platform.call.RetryLaterException if only a part could be read
     */
    Map<Figure, SortedMap<Instant, Double>> between(Instant from, Instant to);
}
