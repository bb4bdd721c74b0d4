package dev.netstock.salemode.step;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;

/** Reads the functions' own metrics. Implementations are thread-safe. */
@FunctionalInterface
public interface MetricsReader {
    /**
     * The values of each metric by minute; minutes without data are missing.
     *
     * @param from the first minute
     * @param to the minute after the last
     * @throws dev.netstock.platform.call.RetryLaterException if only a part could be read
     */
    Map<SaleMetric, SortedMap<Instant, Double>> between(Instant from, Instant to);
}
