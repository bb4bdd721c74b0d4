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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Undoes takes that were never claimed, because their attempt crashed or lost the response. Each
 * take must be swept once it is older than any checkout function can run (60 s). Thread-safe.
 */
public final class SweepFlow {
    private final RetryingTables tables;
    private final TakeUndo takeUndo;
    private final InstantSource clock;
    private final Supplier<String> attempts;

    /**
     * @param tables the tables
     * @param clock the time of day
     * @param attempts creates a unique id for each attempt
     */
    public SweepFlow(RetryingTables tables, InstantSource clock, Supplier<String> attempts) {
        this.tables = tables;
        this.takeUndo = new TakeUndo(tables, clock);
        this.clock = clock;
        this.attempts = attempts;
    }

    /**
     * Sweeps one take. Repeating it has no further effect: a take is undone once.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline; sweep
     *     the take again then
     */
    public SweepResult sweep(OpenTake take, Call call) {
        String attempt = attempts.get();
        if (fencedSteps(take, attempt, call).stream().anyMatch(take::isNamedBy)) {
            return SweepResult.CLAIMED;
        }
        return takeUndo.undo(take.order(), take.line(), attempt, call)
                ? SweepResult.UNDONE
                : SweepResult.UNDONE_BEFORE;
    }

    /**
     * Sweeps many takes. Nearly all of them are claimed, which costs half a read unit per order to
     * verify. It passes the others to {@link #sweep}, one after the other: transactions that undo
     * takes of one item in parallel would cancel each other.
     *
     * @return the results, and the takes that could not be swept within the call's deadline
     */
    public SweepSummary sweepAll(List<OpenTake> takes, Call call) {
        Map<SweepResult, Integer> counts = new EnumMap<>(SweepResult.class);
        Deque<OpenTake> open = new ArrayDeque<>(takes);
        long unitsUndone = 0;
        try {
            open.removeAll(visiblyClaimed(takes, call));
            counts.put(SweepResult.CLAIMED, takes.size() - open.size());
            while (!open.isEmpty()) {
                SweepResult result = sweep(open.element(), call);
                counts.merge(result, 1, Integer::sum);
                unitsUndone += result == SweepResult.UNDONE ? open.element().units() : 0;
                open.remove();
            }
        } catch (RetryLaterException _) {
            // The remaining takes are swept when their message is redelivered.
        }
        return new SweepSummary(counts, unitsUndone, List.copyOf(open));
    }

    /** The takes whose claim an eventually consistent read finds; it may miss some. */
    private Set<OpenTake> visiblyClaimed(List<OpenTake> takes, Call call) {
        Map<DeltaKey, List<OpenTake>> byClaim =
                takes.stream()
                        .collect(
                                Collectors.groupingBy(
                                        OpenTake::claim, LinkedHashMap::new, Collectors.toList()));
        Set<OpenTake> claimed = new HashSet<>();
        for (List<DeltaKey> keys :
                Batches.of(List.copyOf(byClaim.keySet()), StockTables.BATCH_MAX)) {
            for (Delta row : tables.rows(keys, call)) {
                byClaim.getOrDefault(DeltaKey.of(row), List.of()).stream()
                        .filter(take -> take.isNamedBy(row))
                        .forEach(claimed::add);
            }
        }
        return claimed;
    }

    /**
     * The order's steps, after a row exists at the step of the take's claim. From then on the take
     * cannot be claimed.
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
