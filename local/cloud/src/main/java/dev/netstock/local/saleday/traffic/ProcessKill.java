package dev.netstock.local.saleday.traffic;

import java.time.Instant;

/** A killed process of a function. */
public record ProcessKill(Instant at, String function) {}
