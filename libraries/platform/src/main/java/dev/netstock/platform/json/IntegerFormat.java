package dev.netstock.platform.json;

import dev.netstock.platform.json.Json.JsonNumber;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An integer within limits. As in JSON Schema, a number is an integer if its fraction is zero,
 * however it is written: {@code 2}, {@code 2.0} and {@code 0.2e1} are equal.
 *
 * @param min the smallest allowed
 * @param max the largest allowed
 */
public record IntegerFormat(long min, long max) implements FieldFormat<Long> {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}");

    @Override
    public Optional<Long> read(Json value) {
        return value instanceof JsonNumber(BigDecimal number) ? within(number) : Optional.empty();
    }

    @Override
    public Optional<Long> parse(String parameter) {
        return DECIMAL.matcher(parameter).matches()
                ? within(new BigDecimal(parameter))
                : Optional.empty();
    }

    @Override
    public String expectation() {
        return "Must be an integer from %d to %d.".formatted(min, max);
    }

    /** The limits are checked first, which guarantees that the number has few digits. */
    private Optional<Long> within(BigDecimal number) {
        boolean isWithin =
                number.compareTo(BigDecimal.valueOf(min)) >= 0
                        && number.compareTo(BigDecimal.valueOf(max)) <= 0;
        return isWithin && isInteger(number)
                ? Optional.of(number.longValueExact())
                : Optional.empty();
    }

    private static boolean isInteger(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }
}
