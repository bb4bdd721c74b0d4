package dev.netstock.stock.sweep;

import dev.netstock.stock.Call;
import dev.netstock.stock.TryAgainException;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.table.AppendAnswer;
import dev.netstock.stock.table.RetryingTables;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives takes back that nobody claimed: their attempt crashed, or never heard that it had taken. To
 * be called for every take once it is older than any function of checkout may live (60 s).
 * Thread-safe.
 */
public final class Sweeping {
    private final RetryingTables tables;
    private final Undoing undoing;
    private final InstantSource clock;
    private final Supplier<String> attempts;

    /**
     * @param tables the tables
     * @param clock the time of day
     * @param attempts makes an id for each attempt, never the same twice
     */
    public Sweeping(RetryingTables tables, InstantSource clock, Supplier<String> attempts) {
        this.tables = tables;
        this.undoing = new Undoing(tables, clock);
        this.clock = clock;
        this.attempts = attempts;
    }

    /**
     * Safe to repeat: a take goes back once.
     *
     * @throws TryAgainException if the tables did not answer within the call's deadline; sweep it
     *     again then
     */
    public SweepResult sweep(OpenTake take, Call call) {
        String attempt = attempts.get();
        if (fencedSteps(take, attempt, call).stream()
                .flatMap(step -> step.lines().stream())
                .anyMatch(take::isNamedBy)) {
            return SweepResult.CLAIMED;
        }
        return undoing.undo(take.order(), take.line(), attempt, call)
                ? SweepResult.UNDONE
                : SweepResult.UNDONE_BEFORE;
    }

    /**
     * The order's steps, once one stands where the take's claim would: from then on no claim of it
     * can come.
     */
    private List<Delta> fencedSteps(OpenTake take, String attempt, Call call) {
        List<Delta> steps = tables.deltas(Cause.of(take.order()), call);
        if (steps.size() >= take.step()) {
            return steps;
        }
        return switch (tables.append(fence(take, attempt, call), call)) {
            case AppendAnswer.Written _ -> steps;
            case AppendAnswer.Exists(Delta row) -> {
                var all = new ArrayList<>(steps);
                all.add(row);
                yield all;
            }
        };
    }

    private Delta fence(OpenTake take, String attempt, Call call) {
        return new Delta(
                Cause.of(take.order()),
                Delta.stepKey(take.step()),
                new Change.Abandoned(),
                Optional.empty(),
                new Origin(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        call.who(),
                        call.traceId(),
                        attempt));
    }
}
