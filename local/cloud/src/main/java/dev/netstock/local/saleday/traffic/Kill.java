package dev.netstock.local.saleday.traffic;

import java.time.Instant;

/** A function's process that was killed. */
public record Kill(Instant at, String function) {}
