package dev.netstock.local.saleday;

/**
 * How many buyers come in a second, as a sale goes on: a few before it opens, the most of them at
 * the opening, then fewer and fewer.
 *
 * @param seconds how long all of it takes
 * @param peak buyers a second in the rush
 */
public record SaleCurve(double seconds, double peak) {
    private static final double OPENS_AT = 0.15;
    private static final double RUSH_ENDS_AT = 0.45;
    private static final double SHARE_BEFORE = 0.15;
    private static final double SHARE_LATE = 0.2;
    private static final double DECAY = 0.12;
    private static final int STEPS = 1_000;

    public SaleCurve {
        if (!(seconds > 0) || !(peak > 0)) {
            throw new IllegalArgumentException("A sale takes time, and somebody comes");
        }
    }

    /** Buyers a second at a moment. */
    public double at(double second) {
        double part = second / seconds;
        return peak
                * switch (phase(second)) {
                    case QUIET -> SHARE_BEFORE;
                    case RUSH -> 1;
                    case AFTER ->
                            SHARE_LATE + (1 - SHARE_LATE) * Math.exp((RUSH_ENDS_AT - part) / DECAY);
                };
    }

    public Phase phase(double second) {
        double part = second / seconds;
        if (part < OPENS_AT) {
            return Phase.QUIET;
        }
        return part < RUSH_ENDS_AT ? Phase.RUSH : Phase.AFTER;
    }

    /** Buyers that come in all, on average. */
    public double buyers() {
        double step = seconds / STEPS;
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += at((i + 0.5) * step) * step;
        }
        return sum;
    }
}
