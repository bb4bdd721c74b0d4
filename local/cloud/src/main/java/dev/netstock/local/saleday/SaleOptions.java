package dev.netstock.local.saleday;

import java.time.Duration;

/**
 * How a sale is run.
 *
 * @param seed of who comes and what they want; what becomes of it depends on the machine
 * @param goods how many SKUs are sold
 * @param shards over how many items the hot SKU is spread in the rush; 0 leaves it to the policy
 * @param atOnce requests that may be under way at once
 * @param kill whether a function's process is killed each second
 * @param settleWithin how long to wait afterwards until nothing is held any more
 */
public record SaleOptions(
        SaleCurve curve,
        long seed,
        int goods,
        int shards,
        int atOnce,
        boolean kill,
        Duration settleWithin) {}
