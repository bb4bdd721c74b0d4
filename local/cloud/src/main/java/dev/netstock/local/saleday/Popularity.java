package dev.netstock.local.saleday;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * How often each of some goods is wanted: one of them, number 0, by a fixed share of all, the
 * others by Zipf's law.
 */
public final class Popularity {
    private static final double HOT_SHARE = 0.4;
    private static final double EXPONENT = 1;

    private final double[] shares;

    /**
     * @param goods how many there are, 2 at least
     */
    public Popularity(int goods) {
        if (goods < 2) {
            throw new IllegalArgumentException("A hot one needs others beside it");
        }
        double[] weights =
                IntStream.range(1, goods).mapToDouble(rank -> Math.pow(rank, -EXPONENT)).toArray();
        double all = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
        shares = new double[goods];
        shares[0] = HOT_SHARE;
        for (int i = 1; i < goods; i++) {
            shares[i] = (1 - HOT_SHARE) * weights[i - 1] / all;
        }
    }

    /** Which part of all wishes is for this one. */
    public double share(int which) {
        return shares[which];
    }

    public int pick(Random random) {
        double left = random.nextDouble();
        int which = 0;
        while (which < shares.length - 1 && left >= shares[which]) {
            left -= shares[which];
            which++;
        }
        return which;
    }
}
