package dev.netstock.bench.physics.dynamodb;

/** Units that refill at a steady rate, and are kept for a while when unused. Not thread-safe. */
final class TokenBucket {
    private final double perSecond;
    private final double most;
    private double tokens;
    private long filledAt;

    /**
     * @param perSecond units a second
     * @param keptSeconds how many seconds of unused units are kept
     * @param tokens units at the start
     * @param now the start
     */
    TokenBucket(double perSecond, double keptSeconds, double tokens, long now) {
        this.perSecond = perSecond;
        this.most = perSecond * keptSeconds;
        this.tokens = Math.min(most, tokens);
        this.filledAt = now;
    }

    boolean has(double units, long now) {
        tokens = Math.min(most, tokens + perSecond * (now - filledAt) / VirtualTime.SECOND);
        filledAt = now;
        return tokens >= units - 1e-6;
    }

    void take(double units) {
        tokens -= units;
    }
}
