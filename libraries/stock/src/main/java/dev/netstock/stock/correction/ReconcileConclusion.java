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
 * Writes the result of a comparison with the ledger into the journal, so that it is published like
 * every change. Thread-safe.
 */
public final class ReconcileConclusion {
    private final RetryingTables tables;
    private final InstantSource clock;

    /**
     * @param tables the tables
     * @param clock the time of day
     */
    public ReconcileConclusion(RetryingTables tables, InstantSource clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * Writes the result; if one was written before, that one is kept.
     *
     * @param run the id of the comparison
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
