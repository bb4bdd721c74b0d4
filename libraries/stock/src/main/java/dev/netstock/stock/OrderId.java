package dev.netstock.stock;

import java.util.regex.Pattern;

/**
 * One payment attempt, named by the caller: 1–64 of {@code A-Z a-z 0-9 . _ -}.
 *
 * @param value the id
 */
public record OrderId(String value) implements Comparable<OrderId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public OrderId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("An order id is 1-64 of A-Z a-z 0-9 . _ -");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(OrderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
