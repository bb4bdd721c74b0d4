package dev.netstock.stock.sweep;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.table.AppendAnswer;
import dev.netstock.stock.table.RetryingTables;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Undoes takes that no claim names. The row of the undo is keyed by the take, so that the attempt
 * and the sweep together undo it once. Thread-safe.
 */
public final class TakeUndo {
    private final RetryingTables tables;
    private final InstantSource clock;

    /**
     * @param tables the tables
     * @param clock the time of day
     */
    public TakeUndo(RetryingTables tables, InstantSource clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** True if this call gave the units back, false if an earlier call did. */
    public boolean undo(OrderId order, DeltaLine take, String attempt, Call call) {
        var delta =
                new Delta(
                        Cause.of(order),
                        undoKey(take),
                        new Change.Undone(DeltaLine.giveBack(take.item(), -take.units())),
                        Optional.empty(),
                        new Origin(
                                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                                call.who(),
                                call.traceId(),
                                attempt));
        return tables.giveBack(delta, call) instanceof AppendAnswer.Written;
    }

    private static String undoKey(DeltaLine take) {
        var item = take.item();
        return "undo#"
                + item.sku()
                + "#"
                + item.shard()
                + "#"
                + item.location()
                + "#"
                + take.version();
    }
}
