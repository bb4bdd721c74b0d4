package dev.netstock.stock.delta;

import java.time.Instant;

/**
 * Where a delta comes from, for audits and traces.
 *
 * @param at when, by the clock of the function that wrote it
 * @param who the caller's identity, or the function's name if there is no caller
 * @param traceId the trace that it belongs to
 * @param attempt the attempt that wrote it; after a timeout it identifies whose write won
 */
public record Origin(Instant at, String who, String traceId, String attempt) {}
