package dev.netstock.events.movement;

import dev.netstock.json.IntegerForm;
import dev.netstock.json.TextForm;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The forms of what stands in movements, whether they come as events or in files; the schema says
 * the same. Thread-safe.
 */
public final class MovementForms {
    /** Far more than any slip says: a limit against nonsense, by which sums stay in range. */
    public static final long UNITS_MAX = 1_000_000_000;

    public static final TextForm<String> TYPE =
            new TextForm<>(
                    "The type movement.recorded is expected.",
                    MovementJson.TYPE::equals,
                    Function.identity());
    public static final TextForm<String> SOURCE =
            text("A source of 1 to 128 visible ASCII characters is expected.", "[!-~]{1,128}");
    public static final TextForm<String> MOVEMENT_ID =
            text("An id of 1 to 128 visible ASCII characters is expected.", "[!-~]{1,128}");
    public static final TextForm<String> SKU =
            text("A SKU of 1 to 64 of A-Z a-z 0-9 . _ - is expected.", "[A-Za-z0-9._-]{1,64}");
    public static final TextForm<String> LOCATION =
            text("A location of 1 to 32 of a-z 0-9 - is expected.", "[a-z0-9-]{1,32}");
    public static final TextForm<String> ORDER_ID =
            text(
                    "An order id of 1 to 64 of A-Z a-z 0-9 . _ - is expected.",
                    "[A-Za-z0-9._-]{1,64}");
    public static final TextForm<MovementKind> KIND =
            new TextForm<>(
                    "One of sale, receipt, adjustment, shipment, transfer and return is expected.",
                    text -> MovementKind.parse(text).isPresent(),
                    text -> MovementKind.parse(text).orElseThrow());
    public static final TextForm<Instant> TIME =
            new TextForm<>(
                    "A time as RFC 3339 has it, from 2000 to 2199, is expected.",
                    text -> time(text).isPresent(),
                    Instant::parse);
    public static final TextForm<LocalDate> DATE =
            new TextForm<>(
                    "A date like 2026-11-21, from 2000 to 2199, is expected.",
                    text -> date(text).isPresent(),
                    LocalDate::parse);
    public static final IntegerForm POSITIVE_UNITS = new IntegerForm(1, UNITS_MAX);
    public static final IntegerForm SIGNED_UNITS = new IntegerForm(-UNITS_MAX, UNITS_MAX);

    private static final Pattern CENTURY = Pattern.compile("2[01][0-9]{2}-.{5,30}");

    private MovementForms() {}

    private static TextForm<String> text(String expectation, String form) {
        Pattern pattern = Pattern.compile(form);
        return new TextForm<>(
                expectation, text -> pattern.matcher(text).matches(), Function.identity());
    }

    private static Optional<Instant> time(String text) {
        try {
            return CENTURY.matcher(text).matches()
                    ? Optional.of(Instant.parse(text))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return CENTURY.matcher(text).matches()
                    ? Optional.of(LocalDate.parse(text))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
