package dev.netstock.projection.rebuild;

import dev.netstock.projection.Generations;
import dev.netstock.projection.UnfinishedGeneration;
import dev.netstock.projection.rebuild.GenerationsDecision.Change;
import dev.netstock.projection.rebuild.GenerationsDecision.NoChange;
import dev.netstock.projection.rebuild.GenerationsDecision.Refused;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Decides when the generations of a projection may change. A repeated request has no further
 * effect.
 *
 * <p>A consumer starts its call with generations that were read some seconds ago at most, and uses
 * them to its end. After each change, all calls that may not know of it must therefore end: {@code
 * grace} is the age of what a call starts with, plus its maximum duration, plus clock skew.
 *
 * @param segments the number of segments of a replay
 * @param grace how long a consumer may use the generations that it read
 */
record RebuildPolicy(int segments, Duration grace) {
    /**
     * Starts a new generation. Consumers fill it from now on; the replay starts when all consumers
     * do.
     */
    GenerationsDecision start(Generations now, Instant at, Instant archiveBefore) {
        return now.building().isPresent()
                ? new NoChange()
                : new Change(
                        now.begun(
                                new UnfinishedGeneration(
                                        now.last() + 1,
                                        at,
                                        at.plus(grace),
                                        archiveBefore,
                                        segments,
                                        Set.of())));
    }

    GenerationsDecision replayed(Generations now, int generation, int segment) {
        if (now.building(generation).isEmpty()) {
            return notBuilding(generation);
        }
        return now.building(generation).orElseThrow().replayed().contains(segment)
                ? new NoChange()
                : new Change(now.replayed(segment));
    }

    GenerationsDecision switchTo(Generations now, int generation, Instant at) {
        if (now.serving() == generation) {
            return new NoChange();
        }
        if (now.building(generation).isEmpty()) {
            return notBuilding(generation);
        }
        return now.building(generation).orElseThrow().isComplete()
                ? new Change(now.settled(generation, at))
                : new Refused(
                        "Not all segments of generation %d are replayed".formatted(generation));
    }

    GenerationsDecision abandon(Generations now, Instant at) {
        return now.building().isEmpty()
                ? new NoChange()
                : new Change(now.settled(now.serving(), at));
    }

    /** Whether the rows of a generation may be deleted, once {@link #retireFrom} has passed. */
    GenerationsDecision retire(Generations now, int generation) {
        if (now.serving() == generation) {
            return new Refused("Generation %d is serving".formatted(generation));
        }
        if (now.building(generation).isPresent()) {
            return new Refused("Generation %d is being built".formatted(generation));
        }
        return generation > now.last()
                ? new Refused("Generation %d does not exist".formatted(generation))
                : new NoChange();
    }

    /** Records that all rows of a generation are deleted. */
    GenerationsDecision retired(Generations now, int generation) {
        return now.toRetire().contains(generation)
                ? new Change(now.retired(generation))
                : new NoChange();
    }

    /**
     * The time from which no process reads or writes generations that are neither serving nor being
     * built.
     */
    Instant retireFrom(Generations now) {
        return now.settledAt().plus(grace);
    }

    static Refused notBuilding(int generation) {
        return new Refused("Generation %d is not being built".formatted(generation));
    }
}
