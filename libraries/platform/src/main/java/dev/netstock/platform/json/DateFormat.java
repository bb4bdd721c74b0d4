package dev.netstock.platform.json;

import dev.netstock.platform.json.Json.JsonString;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A date, as {@code full-date} of RFC 3339. All dates from outside are read by this format.
 *
 * @param firstYear the first accepted year
 * @param lastYear the last accepted year
 */
public record DateFormat(int firstYear, int lastYear) implements FieldFormat<LocalDate> {
    private static final Pattern FULL_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    @Override
    public Optional<LocalDate> read(Json value) {
        return value instanceof JsonString(String text) ? parse(text) : Optional.empty();
    }

    @Override
    public Optional<LocalDate> parse(String parameter) {
        if (!FULL_DATE.matcher(parameter).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(parameter))
                    .filter(day -> day.getYear() >= firstYear && day.getYear() <= lastYear);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public String expectation() {
        return "Must be a date such as 2026-11-21, with a year from %04d to %04d."
                .formatted(firstYear, lastYear);
    }
}
