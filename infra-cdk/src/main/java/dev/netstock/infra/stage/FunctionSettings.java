package dev.netstock.infra.stage;

import org.jspecify.annotations.Nullable;

/**
 * How large one function is in a stage.
 *
 * @param memoryMib 128–10,240; Lambda gives a full processor at 1,769
 * @param timeoutSeconds after this Lambda kills the call, 1–900
 * @param reservedConcurrency environments that are kept for this function, and the most it may
 *     have; null: it shares what the account has
 */
public record FunctionSettings(
        int memoryMib, int timeoutSeconds, @Nullable Integer reservedConcurrency) {
    public FunctionSettings {
        if (memoryMib < 128 || memoryMib > 10_240) {
            throw new IllegalArgumentException("Lambda offers 128-10240 MiB");
        }
        if (timeoutSeconds < 1 || timeoutSeconds > 900) {
            throw new IllegalArgumentException("A Lambda function lives 1-900 s");
        }
    }
}
