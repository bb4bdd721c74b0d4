package dev.netstock.stock;

import java.util.regex.Pattern;

/**
 * A product as it is sold: 1–64 of {@code A-Z a-z 0-9 . _ -}, so that a JAN/EAN code fits.
 *
 * @param value the code
 */
public record Sku(String value) implements Comparable<Sku> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public Sku {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A SKU is 1-64 of A-Z a-z 0-9 . _ -");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
