package dev.netstock.salemode.mode;

import java.time.Instant;
import java.util.Optional;

/**
 * What functions measured of themselves in the sale's minutes. Each figure is empty where nothing
 * is known of it: where its function was not called, or its metrics are lost or too late. So a zero
 * is always a count.
 *
 * @param checkout the checkout's calls
 * @param reservations how long reservations took
 * @param expiredUnitSeconds units times seconds that were held for orders that expired
 * @param sweptUnitSeconds units times seconds, at least, that were taken and never claimed
 */
public record SaleMeasurements(
        Optional<Checkout> checkout,
        Optional<Reservations> reservations,
        Optional<Long> expiredUnitSeconds,
        Optional<Long> sweptUnitSeconds) {
    /** Nothing is known. */
    public static final SaleMeasurements UNKNOWN =
            new SaleMeasurements(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * The calls of the checkout, of every kind.
     *
     * @param calls how many there were
     * @param peak the minute with the most
     * @param refusals what became of those that had no success
     * @param throttles requests that a table put off, each of which was repeated
     * @param conflicts requests that met another one at the same item
     */
    public record Checkout(
            long calls, CallPeak peak, Refusals refusals, long throttles, long conflicts) {}

    /** The busiest minute, and how many calls it had. */
    public record CallPeak(Instant minute, long calls) {}

    /**
     * Calls that had no success.
     *
     * @param refused refused, for whatever reason
     * @param outOfStock of those, reservations for which units were missing
     * @param unitsByMemory units that were refused without a look, since they had just been sold
     *     out
     * @param tryAgain asked to come again
     * @param failed faults of this side
     */
    public record Refusals(
            long refused, long outOfStock, long unitsByMemory, long tryAgain, long failed) {}

    /**
     * Reservations that were made, from the call's arrival at the function to its answer.
     *
     * @param p99Ms over the sale; of one that is longer than a day, in its slowest 24 hours
     * @param slowestMinute the minute in which it was the longest
     * @param slowestP99Ms and how long
     */
    public record Reservations(long p99Ms, Instant slowestMinute, long slowestP99Ms) {}
}
