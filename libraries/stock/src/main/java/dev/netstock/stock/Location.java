package dev.netstock.stock;

import java.util.regex.Pattern;

/**
 * A place that sells its stock online: 1–32 of {@code a-z 0-9 -}.
 *
 * @param value the name
 */
public record Location(String value) implements Comparable<Location> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,32}");

    public Location {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A location is 1-32 of a-z 0-9 -");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(Location other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
