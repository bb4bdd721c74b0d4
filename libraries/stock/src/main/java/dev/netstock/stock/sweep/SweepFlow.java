package dev.netstock.stock.sweep;

import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.table.AppendAnswer;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockTables;
import dev.netstock.stock.table.StockTables.DeltaKey;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Gives takes back that nobody claimed: their attempt crashed, or never heard that it had taken. To
 * be called for every take once it is older than any function of checkout may live (60 s).
 * Thread-safe.
 */
public final class SweepFlow {
    private final RetryingTables tables;
    private final TakeUndo undoing;
    private final InstantSource clock;
    private final Supplier<String> attempts;

    /**
     * @param tables the tables
     * @param clock the time of day
     * @param attempts makes an id for each attempt, never the same twice
     */
    public SweepFlow(RetryingTables tables, InstantSource clock, Supplier<String> attempts) {
        this.tables = tables;
        this.undoing = new TakeUndo(tables, clock);
        this.clock = clock;
        this.attempts = attempts;
    }

    /**
     * Safe to repeat: a take goes back once.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline; sweep it
     *     again then
     */
    public SweepResult sweep(OpenTake take, Call call) {
        String attempt = attempts.get();
        if (fencedSteps(take, attempt, call).stream().anyMatch(step -> isNamedBy(take, step))) {
            return SweepResult.CLAIMED;
        }
        return undoing.undo(take.order(), take.line(), attempt, call)
                ? SweepResult.UNDONE
                : SweepResult.UNDONE_BEFORE;
    }

    /**
     * Sweeps many takes. Nearly all of them are claimed, which half a read unit for an order tells;
     * only those that no claim is seen to name go the way of {@link #sweep}, one after the other:
     * takes of one item that go back side by side would only cancel each other.
     *
     * @return what was found, and which takes the tables left unanswered within the call's deadline
     */
    public SweepSummary sweepAll(List<OpenTake> takes, Call call) {
        Map<SweepResult, Integer> counts = new EnumMap<>(SweepResult.class);
        Deque<OpenTake> open = new ArrayDeque<>(takes);
        long unitsUndone = 0;
        try {
            open.removeAll(seenClaimed(takes, call));
            counts.put(SweepResult.CLAIMED, takes.size() - open.size());
            while (!open.isEmpty()) {
                SweepResult result = sweep(open.element(), call);
                counts.merge(result, 1, Integer::sum);
                unitsUndone += result == SweepResult.UNDONE ? open.element().units() : 0;
                open.remove();
            }
        } catch (RetryLaterException _) {
            // What is open is swept when its message comes again.
        }
        return new SweepSummary(counts, unitsUndone, List.copyOf(open));
    }

    /** The takes whose claim can be seen at once, by reads that may miss some. */
    private Set<OpenTake> seenClaimed(List<OpenTake> takes, Call call) {
        Map<DeltaKey, List<OpenTake>> byClaim =
                takes.stream().collect(Collectors.groupingBy(SweepFlow::claim));
        Set<OpenTake> claimed = new HashSet<>();
        for (List<DeltaKey> keys :
                Batches.of(List.copyOf(byClaim.keySet()), StockTables.BATCH_MAX)) {
            for (Delta row : tables.rows(keys, call)) {
                byClaim.getOrDefault(DeltaKey.of(row), List.of()).stream()
                        .filter(take -> isNamedBy(take, row))
                        .forEach(claimed::add);
            }
        }
        return claimed;
    }

    private static boolean isNamedBy(OpenTake take, Delta step) {
        return step.lines().stream().anyMatch(take::isNamedBy);
    }

    private static DeltaKey claim(OpenTake take) {
        return new DeltaKey(Cause.of(take.order()), Delta.stepKey(take.step()));
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
