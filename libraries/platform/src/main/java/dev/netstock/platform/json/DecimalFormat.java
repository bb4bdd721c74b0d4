package dev.netstock.platform.json;

import dev.netstock.platform.json.Json.JsonNumber;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A decimal number within limits.
 *
 * @param min the smallest allowed
 * @param max the largest allowed
 * @param scaleMax the most digits behind the point
 */
public record DecimalFormat(BigDecimal min, BigDecimal max, int scaleMax)
        implements FieldFormat<BigDecimal> {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

    @Override
    public Optional<BigDecimal> read(Json value) {
        return value instanceof JsonNumber(BigDecimal number) ? within(number) : Optional.empty();
    }

    @Override
    public Optional<BigDecimal> parse(String parameter) {
        return DECIMAL.matcher(parameter).matches()
                ? within(new BigDecimal(parameter))
                : Optional.empty();
    }

    @Override
    public String expectation() {
        return "Must be a number from %s to %s with at most %d decimal places."
                .formatted(min.toPlainString(), max.toPlainString(), scaleMax);
    }

    /** The limits are checked first, which guarantees that the number has few digits. */
    private Optional<BigDecimal> within(BigDecimal number) {
        return number.compareTo(min) >= 0
                        && number.compareTo(max) <= 0
                        && number.stripTrailingZeros().scale() <= scaleMax
                ? Optional.of(number)
                : Optional.empty();
    }
}
