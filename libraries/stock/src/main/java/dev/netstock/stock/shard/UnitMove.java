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
 * Moves units between the items of a SKU: each move has a row, and happens once or not at all.
 * Thread-safe.
 *
 * @param tables the tables
 * @param clock the time of day
 * @param attempts makes an id for each move, never the same twice
 */
public record UnitMove(RetryingTables tables, InstantSource clock, Supplier<String> attempts) {
    /** Whether all lines moved; none did if an item has fewer units than were to go. */
    public boolean move(List<DeltaLine> lines, Call call) {
        String id = newAttempt();
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

    /** An id that no other attempt has. */
    public String newAttempt() {
        return attempts.get();
    }
}
