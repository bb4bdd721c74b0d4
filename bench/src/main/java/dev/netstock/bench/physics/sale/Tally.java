package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.VirtualTime;

import org.HdrHistogram.Histogram;

/** Counts how orders ended, and when. Not thread-safe. */
final class Tally {
    private static final double NANOS_OF_MILLI = 1_000_000;
    private static final double MOST = 0.99;

    private final VirtualTime time;
    private final double most;
    private final long restockAt;
    private final Histogram accepted = new Histogram(3);
    private final Histogram early = new Histogram(3);
    private final Histogram refused = new Histogram(3);
    private long offered;
    private long busyUntil;
    private long failed;
    private long units;
    private double perSecond = Double.NaN;
    private double restockFirst = Double.NaN;
    private double restockLast = Double.NaN;

    Tally(VirtualTime time, Offer offer) {
        this.time = time;
        this.most = MOST * offer.units();
        this.restockAt = offer.restock() > 0 ? offer.restockAfter().toNanos() : Long.MAX_VALUE;
    }

    void offered() {
        offered++;
        busyUntil = time.now();
    }

    void accepted(Order order) {
        accepted.recordValue(time.now() - order.arrivedAt());
        if (Double.isNaN(perSecond)) {
            early.recordValue(time.now() - order.arrivedAt());
        }
        units += order.units();
        busyUntil = time.now();
        if (Double.isNaN(perSecond) && units >= most) {
            perSecond = rate(time.now());
        }
        if (time.now() >= restockAt) {
            restockLast = (time.now() - restockAt) / NANOS_OF_MILLI;
            restockFirst = Double.isNaN(restockFirst) ? restockLast : restockFirst;
        }
    }

    void refused(Order order) {
        refused.recordValue(time.now() - order.arrivedAt());
    }

    void failed() {
        failed++;
    }

    double restockFirstMillis() {
        return restockFirst;
    }

    double restockLastMillis() {
        return restockLast;
    }

    long offeredCount() {
        return offered;
    }

    long failedCount() {
        return failed;
    }

    long acceptedCount() {
        return accepted.getTotalCount();
    }

    long refusedCount() {
        return refused.getTotalCount();
    }

    double perSecond() {
        return Double.isNaN(perSecond) ? rate(busyUntil) : perSecond;
    }

    /** The latency of orders accepted before 99 % of the units were sold. */
    double earlyMillis(double percentile) {
        return early.getValueAtPercentile(percentile) / NANOS_OF_MILLI;
    }

    double acceptedMillis(double percentile) {
        return accepted.getValueAtPercentile(percentile) / NANOS_OF_MILLI;
    }

    double refusedMillis(double percentile) {
        return refused.getValueAtPercentile(percentile) / NANOS_OF_MILLI;
    }

    private double rate(long until) {
        return accepted.getTotalCount() * (double) VirtualTime.SECOND / Math.max(1, until);
    }
}
