package dev.netstock.salemode.mode;

import java.time.Instant;
import java.util.Optional;

/**
 * What a sale came to, in short.
 *
 * @param from its first minute
 * @param to the first minute behind
 * @param orders orders, less those that were released or expired
 * @param units units, less those that were given back
 * @param givenBack units that were given back
 * @param peak the minute with the most orders; empty if there were none
 * @param oversold units of the listed SKUs that were promised and are not there
 * @param unsold units of the listed SKUs that are left
 * @param drift what the comparison with the ledger found
 * @param measured what functions measured of themselves
 * @param key where the whole report is kept
 */
public record DayReport(
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
    /** The busiest minute, and how many orders it had. */
    public record Peak(Instant minute, long orders) {}
}
