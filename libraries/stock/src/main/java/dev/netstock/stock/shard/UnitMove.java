package dev.netstock.stock.shard;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.table.MoveAnswer;
import dev.netstock.stock.table.RetryingTables;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Moves units between the shards of a SKU: each move has a row, and happens once or not at all.
 * Thread-safe.
 */
public final class UnitMove {
    private final RetryingTables tables;
    private final InstantSource clock;
    private final Supplier<String> attempts;

    /**
     * @param tables the tables
     * @param clock the time of day
     * @param attempts creates a unique id for each move
     */
    public UnitMove(RetryingTables tables, InstantSource clock, Supplier<String> attempts) {
        this.tables = tables;
        this.clock = clock;
        this.attempts = attempts;
    }

    /** Whether all lines moved; none moved if an item had too few units. */
    public boolean move(List<DeltaLine> lines, Call call) {
        return move(newAttempt(), lines, call);
    }

    /**
     * Like {@link #move(List, Call)}, under an id of the caller. If a move with this id already
     * happened, it happens no second time, and the answer is true.
     */
    public boolean move(String id, List<DeltaLine> lines, Call call) {
        var delta =
                new Delta(
                        Cause.move(id),
                        Delta.stepKey(1),
                        new Change.Moved(lines),
                        Optional.empty(),
                        new Origin(
                                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                                call.who(),
                                call.traceId(),
                                id));
        return tables.move(delta, call) instanceof MoveAnswer.Moved;
    }

    /** A unique id for an attempt. */
    public String newAttempt() {
        return attempts.get();
    }
}
