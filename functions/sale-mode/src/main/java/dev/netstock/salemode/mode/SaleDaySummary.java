package dev.netstock.salemode.mode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a sale day.
 *
 * @param from when sale mode was entered
 * @param to when it was left
 * @param checks what the checks before found last
 * @param releasedAt when requests that waited went out last
 * @param drift what the comparison with the ledger found afterwards
 * @param report what it came to
 */
public record SaleDaySummary(
        Optional<Instant> from,
        Optional<Instant> to,
        List<Check> checks,
        Optional<Instant> releasedAt,
        Optional<Long> drift,
        Optional<DayReport> report) {
    /** A day that did not begin. */
    public static final SaleDaySummary NEW =
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

    /** Entered; a second time, when its plan was changed, it goes on. */
    SaleDaySummary begun(Instant now) {
        return new SaleDaySummary(
                from.or(() -> Optional.of(now)), to, checks, releasedAt, drift, report);
    }

    SaleDaySummary ended(Instant now) {
        return new SaleDaySummary(from, Optional.of(now), checks, releasedAt, drift, report);
    }

    /** After the checks before. */
    public SaleDaySummary checked(List<Check> found) {
        return new SaleDaySummary(from, to, found, releasedAt, drift, report);
    }

    /** After requests that waited went out. */
    public SaleDaySummary released(Instant now) {
        return new SaleDaySummary(from, to, checks, Optional.of(now), drift, report);
    }

    /** After the comparison with the ledger. */
    public SaleDaySummary compared(long found) {
        return new SaleDaySummary(from, to, checks, releasedAt, Optional.of(found), report);
    }

    /** With its report. */
    public SaleDaySummary reported(DayReport written) {
        return new SaleDaySummary(from, to, checks, releasedAt, drift, Optional.of(written));
    }
}
