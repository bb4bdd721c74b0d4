package dev.netstock.platform.telemetry;

import java.time.Duration;
import java.util.Map;

/**
 * The metrics of a call.
 *
 * @param operation the operation: its ID in the OpenAPI document, or the function's own name
 * @param outcome how it ended, such as {@code read} or {@code invalid-request}
 * @param counts counts by metric: {@code Refused}, {@code Conflicts}, …
 * @param latency from the event's arrival to the response
 */
public record CallReport(
        String operation, String outcome, Map<String, Long> counts, Duration latency) {
    public CallReport {
        counts = Map.copyOf(counts);
    }
}
