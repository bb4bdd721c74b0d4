package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.reconcile.judgement.Tolerance;
import dev.netstock.operations.report.Reports;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A comparison of net stock with the ledger.
 *
 * @param id identifies the run and its report
 * @param repair whether the run repairs its findings
 * @param phase the current phase
 * @param startedAt when the run started
 * @param settle how long units may be in flight
 * @param nextAt when the next phase starts; empty while this one runs
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

    /** Every look of the run saw all deltas that are older. */
    Instant journalFrom() {
        return startedAt.minus(tolerance().later()).minus(tolerance().earlier());
    }

    /** The key of its report. */
    String reportKey() {
        return Reports.ofReconcile(id);
    }
}
