package dev.netstock.local.saleday;

import java.util.OptionalDouble;
import java.util.Random;

/**
 * Arrival times of buyers: a nonhomogeneous Poisson process with the rate of the sale curve. Buyers
 * arrive independently of earlier ones. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1002/nav.3800260304">Lewis and Shedler, Simulation of
 *     nonhomogeneous Poisson processes by thinning</a>
 */
public final class Arrivals {
    private final SaleCurve curve;
    private final Random random;
    private double second;

    public Arrivals(SaleCurve curve, Random random) {
        this.curve = curve;
        this.random = random;
    }

    /** The arrival of the next buyer, in seconds; empty when the sale is over. */
    public OptionalDouble next() {
        while (true) {
            second -= Math.log(1 - random.nextDouble()) / curve.peak();
            if (second >= curve.seconds()) {
                return OptionalDouble.empty();
            }
            if (random.nextDouble() * curve.peak() < curve.at(second)) {
                return OptionalDouble.of(second);
            }
        }
    }
}
