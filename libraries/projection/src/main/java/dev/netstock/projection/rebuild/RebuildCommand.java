package dev.netstock.projection.rebuild;

import java.time.Instant;
import java.util.Optional;

/** A step of a rebuild, as the operator's command asks for it. */
public sealed interface RebuildCommand {
    /**
     * Begin with a new generation, or say which one is under way.
     *
     * @param archiveBefore replay what happened before from the archive, since the deltas lack it;
     *     empty: what the deltas retire by themselves
     */
    record Start(Optional<Instant> archiveBefore) implements RebuildCommand {}

    /**
     * Replay a part, for as long as the call may last.
     *
     * @param cursor where the call before ended; empty for the first
     */
    record Replay(int generation, int segment, Optional<ReplayCursor> cursor)
            implements RebuildCommand {}

    /** Have the generation read from now on. */
    record Switch(int generation) implements RebuildCommand {}

    /**
     * Delete the rows of a generation that nobody reads or writes any more.
     *
     * @param cursor where the call before ended; empty for the first
     */
    record Retire(int generation, Optional<RowKey> cursor) implements RebuildCommand {}

    /** Give up the generation that is being built. */
    record Abandon() implements RebuildCommand {}

    /** Say how things stand. */
    record Status() implements RebuildCommand {}
}
