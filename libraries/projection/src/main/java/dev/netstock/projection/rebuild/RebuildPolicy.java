package dev.netstock.projection.rebuild;

import dev.netstock.projection.Generations;
import dev.netstock.projection.UnfinishedGeneration;
import dev.netstock.projection.rebuild.Decision.Become;
import dev.netstock.projection.rebuild.Decision.Refuse;
import dev.netstock.projection.rebuild.Decision.Stay;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * When the generations of a projection may change. Whatever is asked for twice is done once.
 *
 * <p>A consumer reads the generations when its call begins, and keeps to them. So after each change
 * everybody who does not know of it yet has to end: {@code grace} is their longest life, and a
 * little for clocks that differ.
 *
 * @param segments how many parts a replay has
 * @param grace how long a consumer may go on with the generations that it read
 */
record RebuildPolicy(int segments, Duration grace) {
    /** A new generation is filled by consumers from now on, and by the replay once all do so. */
    Decision start(Generations now, Instant at, Instant archiveBefore) {
        return now.building().isPresent()
                ? new Stay()
                : new Become(
                        now.begun(
                                new UnfinishedGeneration(
                                        now.last() + 1,
                                        at,
                                        at.plus(grace),
                                        archiveBefore,
                                        segments,
                                        Set.of())));
    }

    Decision replayed(Generations now, int generation, int segment) {
        if (now.building(generation).isEmpty()) {
            return notBuilding(generation);
        }
        return now.building(generation).orElseThrow().replayed().contains(segment)
                ? new Stay()
                : new Become(now.replayed(segment));
    }

    Decision switchTo(Generations now, int generation, Instant at) {
        if (now.serving() == generation) {
            return new Stay();
        }
        if (now.building(generation).isEmpty()) {
            return notBuilding(generation);
        }
        return now.building(generation).orElseThrow().isWhole()
                ? new Become(now.settled(generation, at))
                : new Refuse(
                        "Not all segments of generation %d are replayed".formatted(generation));
    }

    Decision abandon(Generations now, Instant at) {
        return now.building().isEmpty() ? new Stay() : new Become(now.settled(now.serving(), at));
    }

    /** Whether a generation's rows may go, once {@link #retireFrom} has come. */
    Decision retire(Generations now, int generation) {
        if (now.serving() == generation) {
            return new Refuse("Generation %d serves".formatted(generation));
        }
        if (now.building(generation).isPresent()) {
            return new Refuse("Generation %d is being built".formatted(generation));
        }
        return generation > now.last()
                ? new Refuse("There was never a generation %d".formatted(generation))
                : new Stay();
    }

    /** All rows of a generation are deleted. */
    Decision retired(Generations now, int generation) {
        return now.toRetire().contains(generation)
                ? new Become(now.retired(generation))
                : new Stay();
    }

    /** From when on nobody reads or writes what does not serve and is not being built. */
    Instant retireFrom(Generations now) {
        return now.settledAt().plus(grace);
    }

    static Refuse notBuilding(int generation) {
        return new Refuse("Generation %d is not being built".formatted(generation));
    }
}
