package dev.netstock.malls.sync;

import java.time.Instant;

/**
 * The mall's count at a known moment, and what changed it since. Once all orders until that moment
 * are known, it says exactly what the mall has left to sell.
 *
 * @param count the count of that moment, changed by our writes since, and by the orders that were
 *     placed since and taken
 * @param from the moment is not before this time
 * @param to nor after this one
 */
public record Anchor(long count, Instant from, Instant to) {}
