package dev.netstock.local.saleday;

import java.util.Random;
import java.util.stream.IntStream;

/** The demand of each SKU: a fixed share for SKU 0, Zipf's law for the others. */
public final class Popularity {
    private static final double HOT_SHARE = 0.4;
    private static final double EXPONENT = 1;

    private final double[] shares;

    /**
     * @param skus number of SKUs, at least 2
     */
    public Popularity(int skus) {
        if (skus < 2) {
            throw new IllegalArgumentException("At least two SKUs are needed");
        }
        double[] weights =
                IntStream.range(1, skus).mapToDouble(rank -> Math.pow(rank, -EXPONENT)).toArray();
        double all = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
        shares = new double[skus];
        shares[0] = HOT_SHARE;
        for (int i = 1; i < skus; i++) {
            shares[i] = (1 - HOT_SHARE) * weights[i - 1] / all;
        }
    }

    /** The share of the demand for this SKU. */
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
