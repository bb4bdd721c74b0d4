package dev.netstock.projection;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Reads the generations of one projection. Thread-safe. */
public final class GenerationReader {
    /** How long readers cache the serving generation; a rebuild waits longer than this. */
    static final Duration CACHE_TIME = Duration.ofSeconds(1);

    private final String projection;
    private final GenerationsTable table;
    private final Retries retries;
    private final LongSupplier nanoClock;

    private volatile @Nullable Cached cached;

    private record Cached(int serving, long atNanos) {}

    public GenerationReader(
            String projection, GenerationsTable table, Retries retries, LongSupplier nanoClock) {
        this.projection = projection;
        this.table = table;
        this.retries = retries;
        this.nanoClock = nanoClock;
    }

    /** Reads the current generations, for consumers. */
    public Generations current(Call call) {
        return retries.run(Operation.READ, () -> table.read(projection), call);
    }

    /** The serving generation, cached for up to a second. */
    public int serving(Call call) {
        long now = nanoClock.getAsLong();
        Cached last = cached;
        if (last == null || now - last.atNanos() > CACHE_TIME.toNanos()) {
            last = new Cached(current(call).serving(), now);
            cached = last;
        }
        return last.serving();
    }
}
