package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Physics;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A sale of one SKU.
 *
 * @param design the design of the sale
 * @param offer the supply and the demand
 * @param physics the limits of DynamoDB
 * @param environments execution environments of the checkout function, each for one order at a time
 * @param budget the time budget of an order
 */
public record Sale(Design design, Offer offer, Physics physics, int environments, Duration budget) {
    /** Lambda lets each of them serve up to 10 requests a second. */
    private static final int ENVIRONMENTS = 1_000;

    private static final Duration BUDGET = Duration.ofSeconds(1);

    /** A sale with 1,000 environments and a time budget of one second per order. */
    public static Sale of(Design design, Offer offer, Physics physics) {
        return new Sale(design, offer, physics, ENVIRONMENTS, BUDGET);
    }

    /** The same sale with another number of execution environments. */
    public Sale withEnvironments(int count) {
        return new Sale(design, offer, physics, count, budget);
    }

    /** One run, which depends only on the seed. */
    public SaleResult run(long seed) {
        return new SaleRun(this, seed).run();
    }

    /** Runs with seeds from 1 to {@code seeds}, in parallel on all processors. */
    public List<SaleResult> runs(int seeds) {
        return LongStream.rangeClosed(1, seeds).parallel().mapToObj(this::run).toList();
    }
}
