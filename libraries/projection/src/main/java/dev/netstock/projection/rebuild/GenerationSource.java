package dev.netstock.projection.rebuild;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Retries;
import dev.netstock.projection.UnfinishedGeneration;

import java.util.Optional;

/** Fills a generation from the source data of its projection. Implementations are thread-safe. */
public interface GenerationSource {
    /**
     * Fills a segment until the call's deadline. Rows that were filled before stay unchanged.
     *
     * @param from where the previous call ended
     */
    Replayed replay(UnfinishedGeneration building, int segment, ReplayCursor from, Call call);

    /** Retries requests to the tables. */
    Retries retries();

    /**
     * The result of one call.
     *
     * @param events the number of replayed events
     * @param next where the next call continues; empty at the end of the segment
     */
    record Replayed(long events, Optional<ReplayCursor> next) {}
}
