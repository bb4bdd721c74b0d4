package dev.netstock.stock.limit;

import java.util.regex.Pattern;

/**
 * A customer, as the caller names one: an opaque key of 1–64 printable ASCII characters. It is
 * never stored and never logged; {@link CustomerHash} makes what is stored of it.
 *
 * @param key the caller's key
 */
public record Customer(String key) {
    private static final Pattern FORM = Pattern.compile("[!-~]{1,64}");

    public Customer {
        if (!isValid(key)) {
            throw new IllegalArgumentException("A customer is 1-64 printable ASCII characters");
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return "Customer";
    }
}
