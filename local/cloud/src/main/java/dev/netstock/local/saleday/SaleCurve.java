package dev.netstock.local.saleday;

/**
 * The arrival rate during a sale: low before it opens, highest at the opening, then falling.
 *
 * @param seconds duration of the sale
 * @param peak buyers per second in the rush
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
            throw new IllegalArgumentException("Duration and peak must be positive");
        }
    }

    /** Buyers per second at this time. */
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

    /** The expected number of buyers. */
    public double buyers() {
        double step = seconds / STEPS;
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += at((i + 0.5) * step) * step;
        }
        return sum;
    }
}
