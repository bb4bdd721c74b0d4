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
 * @param serving the generation that serves reads
 * @param building the generation that a rebuild fills, if there is one
 * @param last the highest number ever assigned; numbers are not reused, because a consumer may
 *     still write into an abandoned generation
 * @param toRetire the generations no longer in use that may still have rows
 * @param settledAt when consumers last stopped writing into a generation
 * @param version increases with each change; 0 before the first
 */
public record Generations(
        int serving,
        Optional<UnfinishedGeneration> building,
        int last,
        Set<Integer> toRetire,
        Instant settledAt,
        long version) {
    /** The initial state of a projection. */
    public static final Generations FIRST =
            new Generations(1, Optional.empty(), 1, Set.of(), Instant.EPOCH, 0);

    public Generations {
        toRetire = Set.copyOf(toRetire);
    }

    /** The generations that consumers write into. */
    public List<Integer> written() {
        return IntStream.concat(
                        IntStream.of(serving),
                        building.stream().mapToInt(UnfinishedGeneration::generation))
                .boxed()
                .toList();
    }

    /** The unfinished generation, if it has this number. */
    public Optional<UnfinishedGeneration> building(int generation) {
        return building.filter(it -> it.generation() == generation);
    }

    /** Starts building the next generation. */
    public Generations begun(UnfinishedGeneration next) {
        return new Generations(
                serving, Optional.of(next), next.generation(), toRetire, settledAt, version + 1);
    }

    /** Records that a segment was replayed completely. */
    public Generations replayed(int segment) {
        return new Generations(
                serving,
                building.map(it -> it.with(segment)),
                last,
                toRetire,
                settledAt,
                version + 1);
    }

    /** Ends the build: {@code nowServing} serves, and no generation is being built. */
    public Generations settled(int nowServing, Instant at) {
        Set<Integer> unused = new TreeSet<>(toRetire);
        unused.addAll(written());
        unused.remove(nowServing);
        return new Generations(nowServing, Optional.empty(), last, unused, at, version + 1);
    }

    /** Records that a generation has no rows left. */
    public Generations retired(int generation) {
        Set<Integer> left = new TreeSet<>(toRetire);
        left.remove(generation);
        return new Generations(serving, building, last, left, settledAt, version + 1);
    }
}
