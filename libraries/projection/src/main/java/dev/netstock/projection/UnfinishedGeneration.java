package dev.netstock.projection;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * A generation that a rebuild fills.
 *
 * @param generation its number
 * @param startedAt when consumers started to write into it
 * @param replayFrom when all running consumers write into it, so that the replay may start
 * @param archiveBefore events before this time are replayed from the archive, not from the deltas
 * @param segments the number of segments of the replay
 * @param replayed the segments, from 0, that were replayed completely
 */
public record UnfinishedGeneration(
        int generation,
        Instant startedAt,
        Instant replayFrom,
        Instant archiveBefore,
        int segments,
        Set<Integer> replayed) {
    public UnfinishedGeneration {
        replayed = Set.copyOf(replayed);
    }

    /** Whether all segments were replayed. */
    public boolean isComplete() {
        return replayed.size() == segments;
    }

    UnfinishedGeneration with(int segment) {
        Set<Integer> more = new TreeSet<>(replayed);
        more.add(segment);
        return new UnfinishedGeneration(
                generation, startedAt, replayFrom, archiveBefore, segments, more);
    }
}
