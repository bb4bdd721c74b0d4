package dev.netstock.local.saleday.traffic;

import java.time.Instant;

/**
 * The stock at a point in time.
 *
 * @param hot available units of the hot SKU
 * @param others available units of all other SKUs
 * @param openShards number of open shards of the hot SKU, in the location with the most shards
 */
public record StockSample(Instant at, long hot, long others, int openShards) {}
