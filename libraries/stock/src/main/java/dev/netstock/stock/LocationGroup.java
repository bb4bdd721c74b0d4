package dev.netstock.stock;

import java.util.regex.Pattern;

/**
 * A name for several locations that serve the same orders, such as the stores of a city: 1–32 of
 * {@code a-z 0-9 -}.
 *
 * @param value the name
 */
public record LocationGroup(String value) implements Comparable<LocationGroup> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,32}");

    public LocationGroup {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A group is 1-32 of a-z 0-9 -");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(LocationGroup other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
