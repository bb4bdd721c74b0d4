package dev.netstock.platform.telemetry;

import dev.netstock.platform.call.CallFailure;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Operation;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts failed requests to AWS since the last drain. An execution environment handles one call at
 * a time, so the counts belong to that call. Thread-safe.
 */
public final class FailureTally implements CallListener {
    private final Map<CallFailure.Kind, Long> counts = new EnumMap<>(CallFailure.Kind.class);

    @Override
    public synchronized void failed(Operation operation, CallFailure.Kind kind) {
        counts.merge(kind, 1L, Long::sum);
    }

    /** Returns the counts by metric name, and resets them. */
    synchronized Map<String, Long> drain() {
        Map<String, Long> drained = new HashMap<>();
        counts.forEach((kind, count) -> drained.put(metric(kind), count));
        counts.clear();
        return drained;
    }

    private static String metric(CallFailure.Kind kind) {
        return switch (kind) {
            case THROTTLED -> "Throttles";
            case CONFLICT -> "Conflicts";
            case NOT_SENT -> "NotSent";
            case IN_DOUBT -> "InDoubt";
        };
    }
}
