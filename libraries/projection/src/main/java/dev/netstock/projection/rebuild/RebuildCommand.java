package dev.netstock.projection.rebuild;

import java.time.Instant;
import java.util.Optional;

/** A step of a rebuild, as the operator requests it. */
public sealed interface RebuildCommand {
    /**
     * Start a new generation, or return the one that is in progress.
     *
     * @param archiveBefore replay older events from the archive, because the deltas lack them;
     *     empty for the retention of the deltas
     */
    record Start(Optional<Instant> archiveBefore) implements RebuildCommand {}

    /**
     * Replay a segment until the call's deadline.
     *
     * @param cursor where the previous call ended; empty for the first
     */
    record Replay(int generation, int segment, Optional<ReplayCursor> cursor)
            implements RebuildCommand {}

    /** Let the generation serve reads from now on. */
    record Switch(int generation) implements RebuildCommand {}

    /**
     * Delete the rows of a generation that is no longer read or written.
     *
     * @param cursor where the previous call ended; empty for the first
     */
    record Retire(int generation, Optional<RowKey> cursor) implements RebuildCommand {}

    /** Abandon the generation that is being built. */
    record Abandon() implements RebuildCommand {}

    /** Return the current state. */
    record Status() implements RebuildCommand {}
}
