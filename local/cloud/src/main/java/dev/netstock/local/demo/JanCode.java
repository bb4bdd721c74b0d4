package dev.netstock.local.demo;

/**
 * JAN codes, the Japanese EAN-13: 45 or 49, then manufacturer, item and check digit.
 *
 * @see <a href="https://www.gs1.org/services/how-calculate-check-digit-manually">The check
 *     digit</a>
 */
final class JanCode {
    private static final int DIGITS_BEFORE_CHECK = 12;

    private JanCode() {}

    /** Appends the check digit to twelve digits. */
    static String withCheckDigit(String digits) {
        if (!digits.matches("\\d{" + DIGITS_BEFORE_CHECK + "}")) {
            throw new IllegalArgumentException("Twelve digits are expected: " + digits);
        }
        return digits + checkDigit(digits);
    }

    /**
     * Weights alternate between 1 and 3; the check digit rounds the sum up to a multiple of ten.
     */
    private static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < DIGITS_BEFORE_CHECK; i++) {
            sum += Character.digit(digits.charAt(i), 10) * (i % 2 == 0 ? 1 : 3);
        }
        return (10 - sum % 10) % 10;
    }
}
