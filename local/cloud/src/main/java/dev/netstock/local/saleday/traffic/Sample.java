package dev.netstock.local.saleday.traffic;

import java.time.Instant;

/**
 * The shelves at a moment.
 *
 * @param hot units of the hot SKU that can be promised
 * @param others units of all others
 * @param openShards over how many items the hot SKU is spread, where that is most
 */
public record Sample(Instant at, long hot, long others, int openShards) {}
