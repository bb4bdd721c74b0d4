package dev.netstock.messages.movement;

import dev.netstock.events.movement.MovementKind;
import dev.netstock.platform.json.DateForm;
import dev.netstock.platform.json.IntegerForm;
import dev.netstock.platform.json.TextForm;
import dev.netstock.platform.json.TimeForm;

import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The forms of what stands in movements, whether they come as events or in files; the schema says
 * the same. Thread-safe.
 */
public final class MovementForms {
    /** Far more than any slip says: a limit against nonsense, by which sums stay in range. */
    public static final long UNITS_MAX = 1_000_000_000;

    private static final int FIRST_YEAR = 2_000;
    private static final int LAST_YEAR = 2_199;

    public static final TextForm<String> TYPE =
            new TextForm<>(
                    "Must be movement.recorded.", MovementJson.TYPE::equals, Function.identity());
    public static final TextForm<String> SOURCE =
            text("Must be a source of 1 to 128 visible ASCII characters.", "[!-~]{1,128}");
    public static final TextForm<String> MOVEMENT_ID =
            text("Must be an ID of 1 to 128 visible ASCII characters.", "[!-~]{1,128}");
    public static final TextForm<String> SKU =
            text(
                    "Must be a SKU of 1 to 64 ASCII letters, digits, periods, underscores or"
                            + " hyphens.",
                    "[A-Za-z0-9._-]{1,64}");
    public static final TextForm<String> LOCATION =
            text(
                    "Must be a location of 1 to 32 lowercase ASCII letters, digits or hyphens.",
                    "[a-z0-9-]{1,32}");
    public static final TextForm<String> ORDER_ID =
            text(
                    "Must be an order ID of 1 to 64 ASCII letters, digits, periods, underscores or"
                            + " hyphens.",
                    "[A-Za-z0-9._-]{1,64}");
    public static final TextForm<MovementKind> KIND =
            new TextForm<>(
                    "Must be one of sale, receipt, adjustment, shipment, transfer, return.",
                    text -> MovementKind.parse(text).isPresent(),
                    text -> MovementKind.parse(text).orElseThrow());
    public static final TimeForm TIME = TimeForm.ofYears(FIRST_YEAR, LAST_YEAR);
    public static final DateForm DATE = new DateForm(FIRST_YEAR, LAST_YEAR);
    public static final IntegerForm POSITIVE_UNITS = new IntegerForm(1, UNITS_MAX);
    public static final IntegerForm SIGNED_UNITS = new IntegerForm(-UNITS_MAX, UNITS_MAX);

    private MovementForms() {}

    private static TextForm<String> text(String expectation, String form) {
        Pattern pattern = Pattern.compile(form);
        return new TextForm<>(
                expectation, text -> pattern.matcher(text).matches(), Function.identity());
    }
}
