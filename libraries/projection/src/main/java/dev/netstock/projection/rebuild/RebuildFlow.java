package dev.netstock.projection.rebuild;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.call.Retries;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.Generations;
import dev.netstock.projection.GenerationsTable;
import dev.netstock.projection.UnfinishedGeneration;
import dev.netstock.projection.rebuild.RebuildCommand.Abandon;
import dev.netstock.projection.rebuild.RebuildCommand.Replay;
import dev.netstock.projection.rebuild.RebuildCommand.Retire;
import dev.netstock.projection.rebuild.RebuildCommand.Start;
import dev.netstock.projection.rebuild.RebuildCommand.Status;
import dev.netstock.projection.rebuild.RebuildCommand.Switch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rebuilds a projection, step by step. Each step is safe to retry. After a kill, a new call
 * continues from the stored generations. Thread-safe.
 */
public final class RebuildFlow {
    /** The number of segments of a replay, which may run in parallel. */
    public static final int SEGMENTS = 4;

    /** Allows for clock skew. */
    private static final Duration SKEW = Duration.ofSeconds(3);

    private final String projection;
    private final GenerationsTable table;
    private final GenerationSource source;
    private final GenerationRemoval removal;
    private final RebuildPolicy policy;
    private final Timing timing;

    /**
     * The waiting times of a rebuild.
     *
     * @param consumerTimeout the timeout of the consumer function
     * @param deltaRetention how long the table certainly retains the deltas; older events are read
     *     from the archive
     * @param clock the current time
     * @param pause waits
     */
    public record Timing(
            Duration consumerTimeout, Duration deltaRetention, InstantSource clock, Pause pause) {}

    public RebuildFlow(
            String projection,
            GenerationsTable table,
            GenerationSource source,
            DynamoGenerationRows rows,
            Timing timing) {
        this.projection = projection;
        this.table = table;
        this.source = source;
        this.removal = new GenerationRemoval(rows, source.retries());
        this.timing = timing;
        this.policy =
                new RebuildPolicy(
                        SEGMENTS,
                        timing.consumerTimeout().plus(GenerationReader.CACHE_TIME).plus(SKEW));
    }

    /**
     * Runs a step.
     *
     * @throws RebuildRefusedException if the step is not allowed now
     */
    public RebuildAnswer run(RebuildCommand command, Call call) {
        return switch (command) {
            case Start(var archiveBefore) -> start(archiveBefore, call);
            case Replay replay -> replay(replay, call);
            case Switch(int generation) ->
                    new RebuildAnswer.Switched(
                            change(now -> policy.switchTo(now, generation, now()), call).serving());
            case Retire retire -> retire(retire, call);
            case Abandon _ -> status(change(now -> policy.abandon(now, now()), call));
            case Status _ -> status(current(call));
        };
    }

    private RebuildAnswer start(Optional<Instant> archiveBefore, Call call) {
        Instant before = archiveBefore.orElseGet(() -> now().minus(timing.deltaRetention()));
        Generations begun = change(now -> policy.start(now, now(), before), call);
        return new RebuildAnswer.Started(begun.building().orElseThrow(), now());
    }

    private RebuildAnswer replay(Replay request, Call call) {
        UnfinishedGeneration building =
                current(call)
                        .building(request.generation())
                        .orElseThrow(
                                () ->
                                        new RebuildRefusedException(
                                                RebuildPolicy.notBuilding(request.generation())
                                                        .reason()));
        if (now().isBefore(building.replayFrom())) {
            throw new RebuildRefusedException(
                    "Consumers that do not write to generation %d yet may run until %s"
                            .formatted(building.generation(), building.replayFrom()));
        }
        var replayed =
                source.replay(
                        building,
                        request.segment(),
                        request.cursor().orElse(ReplayCursor.START),
                        call);
        if (replayed.next().isEmpty()) {
            change(now -> policy.replayed(now, request.generation(), request.segment()), call);
        }
        return new RebuildAnswer.Replayed(replayed.events(), replayed.next());
    }

    /** First waits a few seconds for processes that may still read or write the rows. */
    private RebuildAnswer retire(Retire request, Call call) {
        Generations generations = change(now -> policy.retire(now, request.generation()), call);
        RowKey from = request.cursor().orElse(RowKey.NONE);
        Duration wait = Duration.between(now(), policy.retireFrom(generations));
        if (wait.isPositive()) {
            if (!call.deadline().leaves(wait)) {
                return new RebuildAnswer.Retired(0, Optional.of(from));
            }
            timing.pause().pause(wait);
        }
        var retired = removal.retire(request.generation(), from, call);
        if (retired.next().isEmpty()) {
            change(now -> policy.retired(now, request.generation()), call);
        }
        return new RebuildAnswer.Retired(retired.rows(), retired.next());
    }

    private Generations change(Function<Generations, GenerationsDecision> decide, Call call) {
        for (int rounds = 1; ; rounds++) {
            Generations now = current(call);
            switch (decide.apply(now)) {
                case GenerationsDecision.NoChange _ -> {
                    return now;
                }
                case GenerationsDecision.Refused(String reason) ->
                        throw new RebuildRefusedException(reason);
                case GenerationsDecision.Change(Generations next) -> {
                    if (write(next, call)) {
                        return next;
                    }
                }
            }
            retries().pauseAfter(rounds, call);
        }
    }

    /**
     * After a lost response the change may already be stored although this write fails; the caller
     * reads again.
     */
    private boolean write(Generations next, Call call) {
        return retries().run(Operation.IDEMPOTENT_WRITE, () -> table.write(projection, next), call);
    }

    private Generations current(Call call) {
        return retries().run(Operation.READ, () -> table.read(projection), call);
    }

    private RebuildAnswer status(Generations generations) {
        return new RebuildAnswer.Status(generations, now());
    }

    private Retries retries() {
        return source.retries();
    }

    private Instant now() {
        return timing.clock().instant();
    }
}
