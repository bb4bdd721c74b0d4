package dev.netstock.projection;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * A generation that a rebuild fills.
 *
 * @param generation its number
 * @param startedAt since when consumers write into it
 * @param replayFrom from when on every consumer that runs does so, and the replay may begin
 * @param archiveBefore what happened before is replayed from the archive, not from the deltas
 * @param segments how many parts the replay has
 * @param replayed the parts, from 0, that were replayed to their end
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

    /** Whether all of it was replayed. */
    public boolean isWhole() {
        return replayed.size() == segments;
    }

    UnfinishedGeneration with(int segment) {
        Set<Integer> more = new TreeSet<>(replayed);
        more.add(segment);
        return new UnfinishedGeneration(
                generation, startedAt, replayFrom, archiveBefore, segments, more);
    }
}
