package dev.netstock.salemode.mode;

import java.time.Instant;
import java.util.Optional;

/**
 * The totals of a sale.
 *
 * @param from its first minute
 * @param to the minute after its last
 * @param orders orders, without those that were released or expired
 * @param units units, without those that were given back
 * @param givenBack units that were given back
 * @param peak the minute with the most orders; empty if there were none
 * @param oversold units of the listed SKUs that were promised and do not exist
 * @param unsold units of the listed SKUs that are left
 * @param drift how many discrepancies reconcile found
 * @param measured the functions' own metrics
 * @param key the key of the full report in the bucket
 */
public record SaleReport(
        Instant from,
        Instant to,
        long orders,
        long units,
        long givenBack,
        Optional<Peak> peak,
        long oversold,
        long unsold,
        long drift,
        SaleMeasurements measured,
        String key) {
    /** The busiest minute, and its number of orders. */
    public record Peak(Instant minute, long orders) {}
}
