package dev.netstock.malls.sync;

import dev.netstock.malls.port.CountChange;

import java.time.Instant;

/**
 * A write that was sent, or is about to be: its row is written before it.
 *
 * @param key the idempotency key
 * @param raise how much the write can add to what the mall may sell
 * @param lower how much it can take away
 */
public record PendingWrite(String key, CountChange change, Instant begun, long raise, long lower) {}
