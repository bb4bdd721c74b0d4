package dev.netstock.sales.figures;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was sold in a span of time.
 *
 * @param minutes by the minute, only those in which something was sold or given back
 */
public record Sales(SortedMap<Instant, Sold> minutes) {
    public Sales {
        minutes = Collections.unmodifiableSortedMap(new TreeMap<>(minutes));
    }

    /**
     * What was sold.
     *
     * @param orders orders, less those that were released or expired
     * @param units units, less those that were given back
     * @param givenBack units that were given back
     */
    public record Sold(long orders, long units, long givenBack) {
        static final Sold NONE = new Sold(0, 0, 0);

        Sold plus(Sold other) {
            return new Sold(
                    orders + other.orders, units + other.units, givenBack + other.givenBack);
        }
    }

    public Sold total() {
        return minutes.values().stream().reduce(Sold.NONE, Sold::plus);
    }
}
