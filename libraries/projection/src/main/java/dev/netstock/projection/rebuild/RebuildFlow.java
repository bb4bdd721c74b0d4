package dev.netstock.projection.rebuild;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Pause;
import dev.netstock.platform.call.Retries;
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
 * Makes a projection anew, step by step. Each step may be repeated, and whoever was killed between
 * two of them goes on where the generations stand. Thread-safe.
 */
public final class RebuildFlow {
    /** How many parts a replay has: so many may run side by side. */
    public static final int SEGMENTS = 4;

    /** For clocks that differ, and for readers, who keep what they know for a second. */
    private static final Duration GRACE_BEYOND_THE_TIMEOUT = Duration.ofSeconds(3);

    private final String projection;
    private final GenerationsTable table;
    private final GenerationSource filling;
    private final GenerationRemoval retiring;
    private final RebuildPolicy policy;
    private final Waiting waiting;

    /**
     * How a rebuild waits.
     *
     * @param consumerTimeout the longest life of a consumer's call
     * @param deltasKept how long the deltas surely stand in their table: what happened before is
     *     read from the archive
     * @param clock the time of day
     * @param pause how to wait
     */
    public record Waiting(
            Duration consumerTimeout, Duration deltasKept, InstantSource clock, Pause pause) {}

    public RebuildFlow(
            String projection,
            GenerationsTable table,
            GenerationSource filling,
            GenerationRows rows,
            Waiting waiting) {
        this.projection = projection;
        this.table = table;
        this.filling = filling;
        this.retiring = new GenerationRemoval(rows, filling.retries());
        this.waiting = waiting;
        this.policy =
                new RebuildPolicy(
                        SEGMENTS, waiting.consumerTimeout().plus(GRACE_BEYOND_THE_TIMEOUT));
    }

    /**
     * Does a step.
     *
     * @throws RebuildRefusedException if it is not its turn
     */
    public RebuildAnswer run(RebuildCommand command, Call call) {
        return switch (command) {
            case Start(var archiveBefore) -> start(archiveBefore, call);
            case Replay replay -> replay(replay, call);
            case Switch(int generation) ->
                    new RebuildAnswer.Switched(
                            change(now -> policy.switchTo(now, generation, now()), call).serving());
            case Retire retire -> retire(retire, call);
            case Abandon _ -> standing(change(now -> policy.abandon(now, now()), call));
            case Status _ -> standing(current(call));
        };
    }

    private RebuildAnswer start(Optional<Instant> archiveBefore, Call call) {
        Instant before = archiveBefore.orElseGet(() -> now().minus(waiting.deltasKept()));
        Generations begun = change(now -> policy.start(now, now(), before), call);
        return new RebuildAnswer.Begun(begun.building().orElseThrow(), now());
    }

    private RebuildAnswer replay(Replay asked, Call call) {
        UnfinishedGeneration building =
                current(call)
                        .building(asked.generation())
                        .orElseThrow(
                                () ->
                                        new RebuildRefusedException(
                                                RebuildPolicy.notBuilding(asked.generation())
                                                        .reason()));
        if (now().isBefore(building.replayFrom())) {
            throw new RebuildRefusedException(
                    "Consumers that know nothing of generation %d may still run until %s"
                            .formatted(building.generation(), building.replayFrom()));
        }
        var replayed =
                filling.replay(
                        building, asked.segment(), asked.cursor().orElse(ReplayCursor.START), call);
        if (replayed.next().isEmpty()) {
            change(now -> policy.replayed(now, asked.generation(), asked.segment()), call);
        }
        return new RebuildAnswer.Replayed(replayed.events(), replayed.next());
    }

    /** Waits first for those who may still read or write the rows; they are few seconds. */
    private RebuildAnswer retire(Retire asked, Call call) {
        Generations generations = change(now -> policy.retire(now, asked.generation()), call);
        RowKey from = asked.cursor().orElse(RowKey.NONE);
        Duration wait = Duration.between(now(), policy.retireFrom(generations));
        if (wait.isPositive()) {
            if (!call.deadline().leaves(wait)) {
                return new RebuildAnswer.Retired(0, Optional.of(from));
            }
            waiting.pause().pause(wait);
        }
        var retired = retiring.retire(asked.generation(), from, call);
        if (retired.next().isEmpty()) {
            change(now -> policy.retired(now, asked.generation()), call);
        }
        return new RebuildAnswer.Retired(retired.rows(), retired.next());
    }

    private Generations change(Function<Generations, Decision> decide, Call call) {
        for (int rounds = 1; ; rounds++) {
            Generations now = current(call);
            switch (decide.apply(now)) {
                case Decision.Stay _ -> {
                    return now;
                }
                case Decision.Refuse(String reason) -> throw new RebuildRefusedException(reason);
                case Decision.Become(Generations next) -> {
                    if (write(next, call)) {
                        return next;
                    }
                }
            }
            retries().pauseAfter(rounds, call);
        }
    }

    /** After a lost answer it may stand already, and yet say no: whoever asked looks again. */
    private boolean write(Generations next, Call call) {
        return retries().run(Operation.IDEMPOTENT_WRITE, () -> table.write(projection, next), call);
    }

    private Generations current(Call call) {
        return retries().run(Operation.READ, () -> table.read(projection), call);
    }

    private RebuildAnswer standing(Generations generations) {
        return new RebuildAnswer.Standing(generations, now());
    }

    private Retries retries() {
        return filling.retries();
    }

    private Instant now() {
        return waiting.clock().instant();
    }
}
