package dev.netstock.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.json.Json.JsonNumber;
import dev.netstock.platform.json.Json.JsonString;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;

class IntegerFormatTest {
    private static final IntegerFormat FORM = new IntegerFormat(-5, 9_999);

    @ParameterizedTest
    @CsvSource({"1, 1", "-5, -5", "9999, 9999", "2.0, 2", "0.2e1, 2", "0.0, 0", "1e3, 1000"})
    void read_zeroFraction_isTheInteger(String number, long value) {
        assertThat(FORM.read(new JsonNumber(new BigDecimal(number)))).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-6", "10000", "1.5", "1e-400", "1e400", "-1e999999999", "1e999999999"})
    void read_notAnIntegerWithinTheLimits_isEmpty(String number) {
        assertThat(FORM.read(new JsonNumber(new BigDecimal(number)))).isEmpty();
    }

    @Test
    void read_text_isEmpty() {
        assertThat(FORM.read(new JsonString("1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1.0", "1e3", "+1", "0x1", "one", "99999999999999999999"})
    void parse_notAPlainInteger_isEmpty(String parameter) {
        assertThat(FORM.parse(parameter)).isEmpty();
    }

    @Test
    void parse_integer_returnsItsValue() {
        assertThat(FORM.parse("42")).contains(42L);
        assertThat(FORM.parse("-5")).contains(-5L);
    }
}
