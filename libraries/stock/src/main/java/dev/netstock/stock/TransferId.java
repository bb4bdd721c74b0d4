package dev.netstock.stock;

import java.util.regex.Pattern;

/**
 * One transfer of units of an order to another location, named by the caller: 1–64 of {@code A-Z
 * a-z 0-9 . _ -}.
 *
 * @param value the id
 */
public record TransferId(String value) implements Comparable<TransferId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public TransferId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A transfer id is 1-64 of A-Z a-z 0-9 . _ -");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(TransferId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
