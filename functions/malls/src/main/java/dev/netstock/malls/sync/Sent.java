package dev.netstock.malls.sync;

import dev.netstock.malls.port.CountChange;

import java.time.Instant;

/** What a mall was last sent for an item, and when; it may not have arrived. */
public record Sent(CountChange change, Instant at) {}
