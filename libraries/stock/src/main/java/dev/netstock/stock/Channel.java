package dev.netstock.stock;

import java.util.regex.Pattern;

/**
 * The seller: {@code storefront}, {@code pos}, or an external mall; 1–32 of {@code a-z 0-9 -}.
 *
 * @param value the name
 */
public record Channel(String value) implements Comparable<Channel> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,32}");

    public Channel {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A channel is 1-32 of a-z 0-9 -");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(Channel other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
