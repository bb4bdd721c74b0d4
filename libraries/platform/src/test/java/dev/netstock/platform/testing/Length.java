package dev.netstock.platform.testing;

/**
 * How long a test runs. {@code mvn verify} runs the short form of each test, {@code -Plong} the
 * full form. {@code -Dtest.length=N} runs exactly N histories, seeds or rows of the tests that
 * {@code -Dtest} selects.
 */
public final class Length {
    private static final String SETTING = System.getProperty("test.length", "short");

    private Length() {}

    /** Whether the tests run at full length. Only then do they check rates and times. */
    public static boolean isFull() {
        return SETTING.equals("full");
    }

    /**
     * The number of histories, seeds, rows or whatever a test repeats.
     *
     * @param atVerify the number in the short form, enough to find the bug that the test is for
     * @param inFull the number in the full form
     */
    public static int of(int atVerify, int inFull) {
        return switch (SETTING) {
            case "short" -> atVerify;
            case "full" -> inFull;
            default -> Integer.parseInt(SETTING);
        };
    }
}
