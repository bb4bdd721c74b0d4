package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Physics;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A sale of one SKU.
 *
 * @param design how it is sold
 * @param offer what is on sale, and who comes
 * @param physics what DynamoDB does
 * @param environments execution environments of the checkout function, each for one order at a time
 * @param budget how long an order is tried
 */
public record Sale(Design design, Offer offer, Physics physics, int environments, Duration budget) {
    /** Lambda lets each of them serve up to 10 requests a second. */
    private static final int ENVIRONMENTS = 1_000;

    private static final Duration BUDGET = Duration.ofSeconds(1);

    /** With 1,000 environments, and a second for each order. */
    public static Sale of(Design design, Offer offer, Physics physics) {
        return new Sale(design, offer, physics, ENVIRONMENTS, BUDGET);
    }

    /** One run, which depends on nothing but the seed. */
    public SaleResult run(long seed) {
        return new SaleRun(this, seed).run();
    }

    /** Runs with seeds from 1 to {@code seeds}, as many side by side as there are processors. */
    public List<SaleResult> runs(int seeds) {
        return LongStream.rangeClosed(1, seeds).parallel().mapToObj(this::run).toList();
    }
}
