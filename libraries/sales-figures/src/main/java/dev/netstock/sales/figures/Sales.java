package dev.netstock.sales.figures;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sales in a time span.
 *
 * @param minutes by minute; only minutes in which units were sold or returned
 */
public record Sales(SortedMap<Instant, Sold> minutes) {
    public Sales {
        minutes = Collections.unmodifiableSortedMap(new TreeMap<>(minutes));
    }

    /**
     * Sales of a minute, or a total.
     *
     * @param orders orders, minus those that were released or expired
     * @param units units sold, minus units returned
     * @param givenBack units returned
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
