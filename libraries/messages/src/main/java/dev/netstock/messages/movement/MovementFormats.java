package dev.netstock.messages.movement;

import dev.netstock.events.movement.MovementKind;
import dev.netstock.events.movement.MovementReason;
import dev.netstock.platform.json.DateFormat;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.platform.json.UntrustedText;

import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The formats of members of movements, in events and in files. The schema defines the same formats.
 * Thread-safe.
 */
public final class MovementFormats {
    /** Far more than any slip has: rejects nonsense, and keeps sums in range. */
    public static final long UNITS_MAX = 1_000_000_000;

    private static final int FIRST_YEAR = 2_000;
    private static final int LAST_YEAR = 2_199;

    public static final TextFormat<String> TYPE =
            new TextFormat<>(
                    "Must be movement.recorded.", MovementJson.TYPE::equals, Function.identity());
    public static final TextFormat<String> SOURCE =
            text("Must be a source of 1 to 128 visible ASCII characters.", "[!-~]{1,128}");
    public static final TextFormat<String> MOVEMENT_ID =
            text("Must be an ID of 1 to 128 visible ASCII characters.", "[!-~]{1,128}");
    public static final TextFormat<String> SKU =
            text(
                    "Must be a SKU of 1 to 64 ASCII letters, digits, periods, underscores or"
                            + " hyphens.",
                    "[A-Za-z0-9._-]{1,64}");
    public static final TextFormat<String> LOCATION =
            text(
                    "Must be a location of 1 to 32 lowercase ASCII letters, digits or hyphens.",
                    "[a-z0-9-]{1,32}");
    public static final TextFormat<String> ORDER_ID =
            text(
                    "Must be an order ID of 1 to 64 ASCII letters, digits, periods, underscores or"
                            + " hyphens.",
                    "[A-Za-z0-9._-]{1,64}");
    public static final TextFormat<MovementKind> KIND =
            new TextFormat<>(
                    "Must be one of sale, receipt, adjustment, shipment, transfer, return.",
                    text -> MovementKind.parse(text).isPresent(),
                    text -> MovementKind.parse(text).orElseThrow());
    public static final TimeFormat TIME = TimeFormat.ofYears(FIRST_YEAR, LAST_YEAR);
    public static final DateFormat DATE = new DateFormat(FIRST_YEAR, LAST_YEAR);
    public static final IntegerFormat POSITIVE_UNITS = new IntegerFormat(1, UNITS_MAX);
    public static final IntegerFormat SIGNED_UNITS = new IntegerFormat(-UNITS_MAX, UNITS_MAX);

    public static final TextFormat<MovementReason.Code> REASON_CODE =
            new TextFormat<>(
                    "Must be one of stock-take, damaged, lost, found, own-use, correction, other.",
                    text -> MovementReason.Code.parse(text).isPresent(),
                    text -> MovementReason.Code.parse(text).orElseThrow());
    public static final TextFormat<String> REASON_NOTE = words(200);
    public static final TextFormat<String> RECORDED_BY = words(257);

    private MovementFormats() {}

    private static TextFormat<String> words(int max) {
        return new TextFormat<>(
                "Must have 1 to %d characters, without control characters.".formatted(max),
                text ->
                        !text.isEmpty()
                                && text.codePointCount(0, text.length()) <= max
                                && UntrustedText.isClean(text),
                Function.identity());
    }

    private static TextFormat<String> text(String expectation, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new TextFormat<>(
                expectation, text -> pattern.matcher(text).matches(), Function.identity());
    }
}
