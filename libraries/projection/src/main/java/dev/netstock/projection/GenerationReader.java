package dev.netstock.projection;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Reads which generations of one projection there are. Thread-safe. */
public final class GenerationReader {
    /** How long readers stay with the generation that they know: a rebuild waits for longer. */
    static final Duration KEPT = Duration.ofSeconds(1);

    private final String projection;
    private final GenerationsTable table;
    private final Retries retries;
    private final LongSupplier nanoClock;

    private volatile @Nullable Known known;

    private record Known(int serving, long atNanos) {}

    public GenerationReader(
            String projection, GenerationsTable table, Retries retries, LongSupplier nanoClock) {
        this.projection = projection;
        this.table = table;
        this.retries = retries;
        this.nanoClock = nanoClock;
    }

    /** As they stand at this moment: what consumers have to know. */
    public Generations current(Call call) {
        return retries.run(Operation.READ, () -> table.read(projection), call);
    }

    /** The generation that is read, as it stood at most a second ago. */
    public int serving(Call call) {
        long now = nanoClock.getAsLong();
        Known last = known;
        if (last == null || now - last.atNanos() > KEPT.toNanos()) {
            last = new Known(current(call).serving(), now);
            known = last;
        }
        return last.serving();
    }
}
