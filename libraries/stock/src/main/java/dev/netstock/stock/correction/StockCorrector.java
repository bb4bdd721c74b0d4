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
 * Sets items right. A correction is a difference, and its row is written with it: it happens once,
 * whatever happens to the item meanwhile. Thread-safe.
 *
 * @param tables the tables
 * @param clock the time of day
 */
public record StockCorrector(RetryingTables tables, InstantSource clock) {
    /**
     * Makes a correction, unless it was made before.
     *
     * @return {@link CorrectAnswer.Moved} if it does not fit the item any more
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
