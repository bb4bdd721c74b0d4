package dev.netstock.local.demo;

/**
 * JAN codes, the Japanese EAN-13: 45 or 49, the maker, the article, and a check digit.
 *
 * @see <a href="https://www.gs1.org/services/how-calculate-check-digit-manually">The check
 *     digit</a>
 */
final class JanCode {
    private static final int DIGITS_BEFORE_CHECK = 12;

    private JanCode() {}

    /** Completes twelve digits by their check digit. */
    static String withCheckDigit(String digits) {
        if (!digits.matches("\\d{" + DIGITS_BEFORE_CHECK + "}")) {
            throw new IllegalArgumentException("Twelve digits are expected: " + digits);
        }
        return digits + checkDigit(digits);
    }

    /** Digits count once and three times by turns; the check digit fills their sum up to tens. */
    private static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < DIGITS_BEFORE_CHECK; i++) {
            sum += Character.digit(digits.charAt(i), 10) * (i % 2 == 0 ? 1 : 3);
        }
        return (10 - sum % 10) % 10;
    }
}
