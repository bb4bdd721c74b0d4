package dev.netstock.malls.port;

/**
 * How many requests a mall accepts.
 *
 * @param perSecond the sustained rate
 * @param burst the most requests at once after a pause, at least 1
 */
public record Rate(double perSecond, int burst) {
    public Rate {
        if (!(perSecond > 0) || burst < 1) {
            throw new IllegalArgumentException("A rate and a burst must be positive");
        }
    }
}
