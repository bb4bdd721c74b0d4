package dev.netstock.local.lambda;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One event for a function.
 *
 * @param requestId the id in the function's context and log
 * @param functionArn as used by the caller, with the qualifier
 * @param traceId an X-Ray header, not sampled
 */
record FunctionEvent(String requestId, String functionArn, String traceId, String payload) {
    static FunctionEvent of(String functionArn, String payload) {
        return new FunctionEvent(UUID.randomUUID().toString(), functionArn, newTraceId(), payload);
    }

    private static String newTraceId() {
        HexFormat hex = HexFormat.of();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "Root=1-%s-%s%s;Parent=%s;Sampled=0"
                .formatted(
                        hex.toHexDigits((int) Instant.now().getEpochSecond()),
                        hex.toHexDigits(random.nextInt()),
                        hex.toHexDigits(random.nextLong()),
                        hex.toHexDigits(random.nextLong()));
    }
}
