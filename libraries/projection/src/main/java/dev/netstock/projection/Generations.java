package dev.netstock.projection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The generations of a projection.
 *
 * @param serving the one that is read
 * @param building the one that a rebuild fills, if there is one
 * @param last the highest number that was ever given: none is given twice, since a consumer may
 *     still write into a generation that was given up
 * @param toRetire those that ceased, and of whose rows some may still stand
 * @param settledAt when a generation last ceased to be written into
 * @param version grows with each change; 0 if there was none
 */
public record Generations(
        int serving,
        Optional<UnfinishedGeneration> building,
        int last,
        Set<Integer> toRetire,
        Instant settledAt,
        long version) {
    /** How a projection begins. */
    public static final Generations FIRST =
            new Generations(1, Optional.empty(), 1, Set.of(), Instant.EPOCH, 0);

    public Generations {
        toRetire = Set.copyOf(toRetire);
    }

    /** Those that consumers write into. */
    public List<Integer> written() {
        return IntStream.concat(
                        IntStream.of(serving),
                        building.stream().mapToInt(UnfinishedGeneration::generation))
                .boxed()
                .toList();
    }

    /** The one that is being built, if it is this. */
    public Optional<UnfinishedGeneration> building(int generation) {
        return building.filter(it -> it.generation() == generation);
    }

    /** The next generation is being built. */
    public Generations begun(UnfinishedGeneration next) {
        return new Generations(
                serving, Optional.of(next), next.generation(), toRetire, settledAt, version + 1);
    }

    /** A part of the generation that is being built was replayed to its end. */
    public Generations replayed(int segment) {
        return new Generations(
                serving,
                building.map(it -> it.with(segment)),
                last,
                toRetire,
                settledAt,
                version + 1);
    }

    /** Another generation serves, and none is being built. */
    public Generations settled(int nowServing, Instant at) {
        Set<Integer> ceased = new TreeSet<>(toRetire);
        ceased.addAll(written());
        ceased.remove(nowServing);
        return new Generations(nowServing, Optional.empty(), last, ceased, at, version + 1);
    }

    /** No row of a generation is left. */
    public Generations retired(int generation) {
        Set<Integer> left = new TreeSet<>(toRetire);
        left.remove(generation);
        return new Generations(serving, building, last, left, settledAt, version + 1);
    }
}
