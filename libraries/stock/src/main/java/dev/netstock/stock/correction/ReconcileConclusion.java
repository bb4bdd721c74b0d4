package dev.netstock.stock.correction;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.table.RetryingTables;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Writes into the journal what a comparison with the ledger came to, so that whoever follows the
 * journal hears of it. Thread-safe.
 *
 * @param tables the tables
 * @param clock the time of day
 */
public record ReconcileConclusion(RetryingTables tables, InstantSource clock) {
    /**
     * Writes it, unless it was written before: the first word stands.
     *
     * @param run names the comparison
     */
    public void conclude(String run, Change.Reconciled outcome, Call call) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        tables.append(
                new Delta(
                        Cause.reconcile(run),
                        Delta.stepKey(1),
                        outcome,
                        Optional.empty(),
                        new Origin(at, call.who(), call.traceId(), run)),
                call);
    }
}
