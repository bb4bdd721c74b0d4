package dev.netstock.projection;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Reads the generations of one projection. Thread-safe. */
public final class GenerationReader {
    /**
     * How long a process uses the generations that it read. A rebuild waits longer than this before
     * it relies on all processes having read a change.
     */
    public static final Duration CACHE_TIME = Duration.ofSeconds(5);

    private final String projection;
    private final GenerationsTable table;
    private final Retries retries;
    private final InstantSource clock;

    private volatile @Nullable Cached cached;

    private record Cached(Generations generations, Instant readAt) {
        /** A clock that was set back makes it stale. */
        boolean isFresh(Instant now) {
            return !now.isBefore(readAt) && now.isBefore(readAt.plus(CACHE_TIME));
        }
    }

    /**
     * @param clock the time of day: it runs on while the environment is frozen, or is restored from
     *     a snapshot, which the monotonic clock may not
     */
    public GenerationReader(
            String projection, GenerationsTable table, Retries retries, InstantSource clock) {
        this.projection = projection;
        this.table = table;
        this.retries = retries;
        this.clock = clock;
    }

    /** The generations, at most {@link #CACHE_TIME} old. */
    public Generations current(Call call) {
        Instant now = clock.instant();
        Cached last = cached;
        if (last == null || !last.isFresh(now)) {
            last = new Cached(read(call), now);
            cached = last;
        }
        return last.generations();
    }

    /** The serving generation, at most {@link #CACHE_TIME} old. */
    public int serving(Call call) {
        return current(call).serving();
    }

    /** Reads the generations, and does not keep them. */
    Generations read(Call call) {
        return retries.run(Operation.READ, () -> table.read(projection), call);
    }
}
