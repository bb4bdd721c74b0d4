package dev.netstock.local.saleday.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The available units of a SKU over time, and the refusals that happened although units were
 * available.
 */
final class SkuTimeline {
    private static final double MILLIS = 1000;

    private final List<Moment> moments = new ArrayList<>();

    /**
     * @param change change of the available units
     * @param refused units that were refused at this time although they were available
     */
    private record Moment(Instant at, long change, long refused) {}

    void change(Instant at, long units) {
        moments.add(new Moment(at, units, 0));
    }

    void refuse(Instant at, long units) {
        moments.add(new Moment(at, 0, units));
    }

    /** Sorts the events. Call this before the queries. */
    void sort() {
        moments.sort(Comparator.comparing(Moment::at));
    }

    /** The minimum of the available units in an interval. */
    long least(Instant from, Instant to) {
        long available = 0;
        long least = Long.MAX_VALUE;
        for (Moment moment : moments) {
            if (moment.at().isAfter(to)) {
                break;
            }
            if (moment.at().isAfter(from)) {
                least = Math.min(least, available);
            }
            available += moment.change();
        }
        return Math.min(least, available);
    }

    /**
     * Units × seconds for which wrongly refused units stayed available, until they were sold or the
     * sale ended.
     */
    double refused(Instant end) {
        double sum = 0;
        long available = 0;
        long refused = 0;
        Instant since = Instant.MIN;
        for (Moment moment : moments) {
            Instant at = moment.at().isBefore(end) ? moment.at() : end;
            if (refused > 0) {
                sum += refused * seconds(since, at);
            }
            since = at;
            available += moment.change();
            refused = Math.clamp(refused + moment.refused(), 0, Math.max(0, available));
        }
        return refused > 0 ? sum + refused * seconds(since, end) : sum;
    }

    static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) / MILLIS;
    }
}
