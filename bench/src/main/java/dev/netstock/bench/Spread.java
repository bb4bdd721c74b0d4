package dev.netstock.bench;

import java.util.List;
import java.util.Locale;

/**
 * The spread of several measurements.
 *
 * @param median the median
 * @param min the lowest
 * @param lowerQuartile the lower quartile
 * @param upperQuartile the upper quartile
 * @param max the highest
 */
public record Spread(
        double median, double min, double lowerQuartile, double upperQuartile, double max) {
    /** Computes the spread of at least one measurement. */
    public static Spread of(List<Double> measurements) {
        if (measurements.isEmpty()) {
            throw new IllegalArgumentException("A spread needs a measurement");
        }
        List<Double> sorted = measurements.stream().sorted().toList();
        return new Spread(
                at(sorted, 0.5),
                sorted.getFirst(),
                at(sorted, 0.25),
                at(sorted, 0.75),
                sorted.getLast());
    }

    /**
     * For example {@code 0.97 (0.95–0.99; 0.90–1.04)}: median, quartiles, and extremes.
     *
     * @param decimals decimal places
     */
    public String text(int decimals) {
        String one = "%." + decimals + "f";
        return String.format(
                Locale.ROOT,
                "%s (%s–%s; %s–%s)".replace("%s", one),
                median,
                lowerQuartile,
                upperQuartile,
                min,
                max);
    }

    private static double at(List<Double> sorted, double share) {
        double place = share * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted.get(below) + (sorted.get(above) - sorted.get(below)) * (place - below);
    }
}
