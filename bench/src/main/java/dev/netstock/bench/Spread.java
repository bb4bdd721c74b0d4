package dev.netstock.bench;

import java.util.List;
import java.util.Locale;

/**
 * Several measurements of one thing.
 *
 * @param median the middle one
 * @param min the lowest
 * @param lowerQuartile a quarter of them are below
 * @param upperQuartile a quarter of them are above
 * @param max the highest
 */
public record Spread(
        double median, double min, double lowerQuartile, double upperQuartile, double max) {
    /** Of at least one measurement. */
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
     * Such as {@code 0.97 (0.95–0.99; 0.90–1.04)}: median, quartiles, and extremes.
     *
     * @param decimals digits behind the point
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
