package dev.netstock.infra.stage;

/**
 * How often a route may be called by all callers together. Above it API Gateway answers 429.
 *
 * @param callsPerSecond the lasting rate
 * @param burst calls that may come at once
 */
public record Throttle(int callsPerSecond, int burst) {
    public Throttle {
        if (callsPerSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("A throttle lets at least one call through");
        }
    }
}
