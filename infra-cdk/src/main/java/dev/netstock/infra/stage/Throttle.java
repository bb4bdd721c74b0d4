package dev.netstock.infra.stage;

/**
 * How often all clients together may call a route. Above it API Gateway responds with 429.
 *
 * @param callsPerSecond the sustained rate
 * @param burst calls that may arrive at once
 */
public record Throttle(int callsPerSecond, int burst) {}
