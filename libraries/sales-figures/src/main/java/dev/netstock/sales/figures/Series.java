package dev.netstock.sales.figures;

import java.util.Optional;

/**
 * A series of cells, one for each minute. Each query reads exactly one series.
 *
 * @param key {@code all}, {@code location#east}, {@code channel#storefront}, {@code
 *     location#east#channel#storefront}, or {@code sku#A}, whose cells are split by location and
 *     channel
 */
public record Series(String key) implements Comparable<Series> {
    public static final Series ALL = new Series("all");

    public static Series ofSku(String sku) {
        return new Series("sku#" + sku);
    }

    public static Series ofLocation(String location) {
        return new Series("location#" + location);
    }

    public static Series ofChannel(String channel) {
        return new Series("channel#" + channel);
    }

    public static Series ofLocationAndChannel(String location, String channel) {
        return new Series("location#" + location + "#channel#" + channel);
    }

    /** The series for a query without a SKU. */
    public static Series of(Optional<String> location, Optional<String> channel) {
        if (location.isEmpty()) {
            return channel.map(Series::ofChannel).orElse(ALL);
        }
        return channel.map(name -> ofLocationAndChannel(location.get(), name))
                .orElseGet(() -> ofLocation(location.get()));
    }

    @Override
    public int compareTo(Series other) {
        return key.compareTo(other.key);
    }
}
