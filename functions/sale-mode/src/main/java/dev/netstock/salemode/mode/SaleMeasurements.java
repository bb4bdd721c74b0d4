package dev.netstock.salemode.mode;

import java.time.Instant;
import java.util.Optional;

/**
 * The functions' own metrics in the minutes of a sale. A figure is empty if it is unknown: its
 * function was not called, or its metrics are lost or late. A zero is therefore always a count.
 *
 * @param checkout the calls of checkout
 * @param reservations the latency of reservations
 * @param expiredUnitSeconds units multiplied by the seconds for which expired orders held them
 * @param sweptUnitSeconds units multiplied by the seconds for which unclaimed takes held them (a
 *     lower bound)
 */
public record SaleMeasurements(
        Optional<Checkout> checkout,
        Optional<Reservations> reservations,
        Optional<Long> expiredUnitSeconds,
        Optional<Long> sweptUnitSeconds) {
    /** No figure is known. */
    public static final SaleMeasurements UNKNOWN =
            new SaleMeasurements(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * The calls of checkout, of all operations.
     *
     * @param calls the number of calls
     * @param peak the minute with the most calls
     * @param refusals the calls that did not succeed
     * @param throttles requests that a table throttled, each of which was retried
     * @param conflicts requests that conflicted with another one on the same item
     */
    public record Checkout(
            long calls, CallPeak peak, Refusals refusals, long throttles, long conflicts) {}

    /** The busiest minute, and its number of calls. */
    public record CallPeak(Instant minute, long calls) {}

    /**
     * Calls that did not succeed.
     *
     * @param refused all refused calls
     * @param outOfStock of those, reservations for which units were missing
     * @param unitsFromCache units refused from the sold-out cache
     * @param tryAgain calls that the client was asked to retry
     * @param failed internal errors
     */
    public record Refusals(
            long refused, long outOfStock, long unitsFromCache, long tryAgain, long failed) {}

    /**
     * The p99 latency of successful reservations, from the call's arrival at the function to its
     * response.
     *
     * @param p99Ms over the sale; if the sale is longer than a day, in its slowest 24 hours
     * @param slowestMinute the minute with the highest p99
     * @param slowestP99Ms the p99 of that minute
     */
    public record Reservations(long p99Ms, Instant slowestMinute, long slowestP99Ms) {}
}
