package dev.netstock.salemode.mode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a sale.
 *
 * @param from when net-stock started to apply the overrides
 * @param to when net-stock started to revert them
 * @param checks the latest results of the preflight checks
 * @param releasedAt when held requests were last sent
 * @param drift how many discrepancies reconcile found after the sale
 * @param report the totals
 */
public record SaleDaySummary(
        Optional<Instant> from,
        Optional<Instant> to,
        List<Check> checks,
        Optional<Instant> releasedAt,
        Optional<Long> drift,
        Optional<SaleReport> report) {
    /** A sale that has not begun. */
    public static final SaleDaySummary EMPTY =
            new SaleDaySummary(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    public SaleDaySummary {
        checks = List.copyOf(checks);
    }

    /** Sets the beginning. It stays the same when the plan of a running sale changes. */
    SaleDaySummary begin(Instant now) {
        return new SaleDaySummary(
                from.or(() -> Optional.of(now)), to, checks, releasedAt, drift, report);
    }

    SaleDaySummary end(Instant now) {
        return new SaleDaySummary(from, Optional.of(now), checks, releasedAt, drift, report);
    }

    /** With the results of the preflight checks. */
    public SaleDaySummary withChecks(List<Check> found) {
        return new SaleDaySummary(from, to, found, releasedAt, drift, report);
    }

    /** With the time at which held requests were sent. */
    public SaleDaySummary withRelease(Instant now) {
        return new SaleDaySummary(from, to, checks, Optional.of(now), drift, report);
    }

    /** With the number of discrepancies that reconcile found. */
    public SaleDaySummary withDrift(long found) {
        return new SaleDaySummary(from, to, checks, releasedAt, Optional.of(found), report);
    }

    /** With the totals. */
    public SaleDaySummary withReport(SaleReport written) {
        return new SaleDaySummary(from, to, checks, releasedAt, drift, Optional.of(written));
    }
}
