package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.reconcile.judging.Tolerance;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One comparison of both sides.
 *
 * @param id names it, and its report
 * @param repair whether what is found is repaired
 * @param phase where it is
 * @param startedAt when it began
 * @param settle how long things may be in flight
 * @param nextAt when the next phase begins; empty while this one runs
 */
record Run(
        String id,
        boolean repair,
        Phase phase,
        Instant startedAt,
        Duration settle,
        Optional<Instant> nextAt) {
    Tolerance tolerance() {
        return Tolerance.of(settle);
    }

    /** Deltas that are older were seen by every look of the run. */
    Instant journalFrom() {
        return startedAt.minus(tolerance().later()).minus(tolerance().earlier());
    }

    /** Where its report is. */
    String reportKey() {
        return reportKey(id);
    }

    static String reportKey(String id) {
        return "reconcile/" + id + "/report.json";
    }
}
