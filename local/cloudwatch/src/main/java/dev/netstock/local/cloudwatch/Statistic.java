package dev.netstock.local.cloudwatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statistic over the values of a period.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">CloudWatch
 *     statistics definitions</a>
 */
@FunctionalInterface
interface Statistic {
    Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,10})?|100)");

    /**
     * Computes the statistic.
     *
     * @param minutes the period's minutes with values, at least one
     */
    double of(List<MinuteValues> minutes);

    /** The statistic with this name in CloudWatch; empty if it is not supported. */
    static Optional<Statistic> named(String name) {
        return switch (name) {
            case "Sum" -> Optional.of(Statistic::sum);
            case "SampleCount" -> Optional.of(Statistic::count);
            case "Average" -> Optional.of(minutes -> sum(minutes) / count(minutes));
            case "Minimum" ->
                    Optional.of(
                            of -> of.stream().mapToDouble(MinuteValues::least).min().orElseThrow());
            case "Maximum" ->
                    Optional.of(
                            of -> of.stream().mapToDouble(MinuteValues::most).max().orElseThrow());
            default -> percentile(name);
        };
    }

    private static Optional<Statistic> percentile(String name) {
        Matcher matcher = PERCENTILE.matcher(name);
        return matcher.matches()
                ? Optional.of(minutes -> percentile(minutes, Double.parseDouble(matcher.group(1))))
                : Optional.empty();
    }

    private static double sum(List<MinuteValues> minutes) {
        return minutes.stream().mapToDouble(MinuteValues::sum).sum();
    }

    private static double count(List<MinuteValues> minutes) {
        return minutes.stream().mapToLong(MinuteValues::count).sum();
    }

    /**
     * Nearest rank, weighted: a sampled value represents the minute's count divided by its sample
     * size.
     */
    private static double percentile(List<MinuteValues> minutes, double percent) {
        var all = new ArrayList<Weighed>();
        for (MinuteValues minute : minutes) {
            double[] kept = minute.kept();
            for (double value : kept) {
                all.add(new Weighed(value, (double) minute.count() / kept.length));
            }
        }
        all.sort(Comparator.comparingDouble(Weighed::value));
        double rest = count(minutes) * percent / 100;
        int place = 0;
        while (place < all.size() - 1 && rest > all.get(place).weight()) {
            rest -= all.get(place).weight();
            place++;
        }
        return all.get(place).value();
    }

    /** A value with its weight. */
    record Weighed(double value, double weight) {}
}
