package dev.netstock.stock.correction;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.table.CorrectAnswer;
import dev.netstock.stock.table.RetryingTables;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Corrects items. A correction is a difference, written in one transaction with its row, so it
 * happens once, regardless of concurrent changes. Thread-safe.
 */
public final class StockCorrector {
    private final RetryingTables tables;
    private final InstantSource clock;

    /**
     * @param tables the tables
     * @param clock the time of day
     */
    public StockCorrector(RetryingTables tables, InstantSource clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /**
     * Applies a correction, unless it was applied before.
     *
     * @return {@link CorrectAnswer.Moved} if the item has changed so that the correction no longer
     *     applies
     */
    public CorrectAnswer correct(Correction correction, Call call) {
        return tables.correct(delta(correction, call), correction.ledgerVersion(), call);
    }

    private Delta delta(Correction correction, Call call) {
        return new Delta(
                Cause.correction(correction.id()),
                Delta.stepKey(1),
                new Change.Corrected(
                        new DeltaLine(correction.item(), correction.available(), 0),
                        correction.reserved(),
                        correction.supply(),
                        correction.report()),
                Optional.empty(),
                new Origin(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        call.who(),
                        call.traceId(),
                        correction.id()));
    }
}
