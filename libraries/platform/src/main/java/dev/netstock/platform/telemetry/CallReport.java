package dev.netstock.platform.telemetry;

import java.time.Duration;
import java.util.Map;

/**
 * What a call came to, for the operators.
 *
 * @param operation what was asked for, by its name in the OpenAPI document or the function's own
 * @param outcome how it ended, {@code reserved} or {@code insufficient-stock} for instance
 * @param counts how many of what: {@code Reserved}, {@code Refused}, {@code Conflicts}, …
 * @param latency from the event's arrival to its answer
 */
public record CallReport(
        String operation, String outcome, Map<String, Long> counts, Duration latency) {
    public CallReport {
        counts = Map.copyOf(counts);
    }
}
