package dev.netstock.infra.stage;

import org.jspecify.annotations.Nullable;

/**
 * The size of a function, and how its stream or queue invokes it. Null: the next default applies,
 * first the function's own, then that of the stage.
 *
 * @param memoryMib 128–10,240; Lambda allocates a full processor at 1,769
 * @param timeoutSeconds Lambda ends an invocation after this time, 1–900
 * @param reservedConcurrency execution environments that are reserved for this function, which are
 *     also its maximum; without it the function shares the account's concurrency
 * @param batchSize maximum number of records or messages for an invocation, 1–10,000
 * @param batchWindowSeconds how long Lambda waits for a batch to fill, 0–300; 0 for a FIFO queue
 * @param concurrentBatches batches that are processed at a time: 1–10 for each shard of a stream;
 *     2–1,000 for a queue
 */
public record FunctionSettings(
        @Nullable Integer memoryMib,
        @Nullable Integer timeoutSeconds,
        @Nullable Integer reservedConcurrency,
        @Nullable Integer batchSize,
        @Nullable Integer batchWindowSeconds,
        @Nullable Integer concurrentBatches) {
    /** Sets nothing. */
    public static final FunctionSettings NONE =
            new FunctionSettings(null, null, null, null, null, null);

    public static FunctionSettings timeout(int seconds) {
        return new FunctionSettings(null, seconds, null, null, null, null);
    }

    public FunctionSettings memoryMib(int mib) {
        return new FunctionSettings(mib, null, null, null, null, null).or(this);
    }

    public FunctionSettings batches(int size, int windowSeconds) {
        return new FunctionSettings(null, null, null, size, windowSeconds, null).or(this);
    }

    public FunctionSettings concurrentBatches(int batches) {
        return new FunctionSettings(null, null, null, null, null, batches).or(this);
    }

    /** These settings, and the others where these set nothing. */
    FunctionSettings or(FunctionSettings others) {
        return new FunctionSettings(
                first(memoryMib, others.memoryMib),
                first(timeoutSeconds, others.timeoutSeconds),
                first(reservedConcurrency, others.reservedConcurrency),
                first(batchSize, others.batchSize),
                first(batchWindowSeconds, others.batchWindowSeconds),
                first(concurrentBatches, others.concurrentBatches));
    }

    private static @Nullable Integer first(@Nullable Integer own, @Nullable Integer other) {
        return own != null ? own : other;
    }
}
