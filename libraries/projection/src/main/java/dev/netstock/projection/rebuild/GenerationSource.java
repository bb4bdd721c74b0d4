package dev.netstock.projection.rebuild;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Retries;
import dev.netstock.projection.UnfinishedGeneration;

import java.util.Optional;

/** Fills a generation from what it is a projection of. Implementations are thread-safe. */
public interface GenerationSource {
    /**
     * Fills a part, for as long as the call may last; what was filled before is changed by nothing.
     *
     * @param from where the call before ended
     */
    Replayed replay(UnfinishedGeneration building, int segment, ReplayCursor from, Call call);

    /** How to repeat requests to the tables. */
    Retries retries();

    /**
     * What one call replayed.
     *
     * @param events how many
     * @param next where the next call goes on; empty if the part is at its end
     */
    record Replayed(long events, Optional<ReplayCursor> next) {}
}
