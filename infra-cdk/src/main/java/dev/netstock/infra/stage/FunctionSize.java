package dev.netstock.infra.stage;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The settings of one function, with all defaults applied.
 *
 * @param batchSize 0 if neither a stream nor a queue invokes the function
 */
public record FunctionSize(
        int memoryMib,
        int timeoutSeconds,
        @Nullable Integer reservedConcurrency,
        int batchSize,
        int batchWindowSeconds,
        int concurrentBatches) {
    static FunctionSize of(FunctionSettings settings) {
        return new FunctionSize(
                requireNonNull(settings.memoryMib(), "memoryMib"),
                requireNonNull(settings.timeoutSeconds(), "timeoutSeconds"),
                settings.reservedConcurrency(),
                orZero(settings.batchSize()),
                orZero(settings.batchWindowSeconds()),
                requireNonNull(settings.concurrentBatches(), "concurrentBatches"));
    }

    private static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
