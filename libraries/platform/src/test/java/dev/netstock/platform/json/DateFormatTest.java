package dev.netstock.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;

class DateFormatTest {
    private static final DateFormat FORM = new DateFormat(2000, 2199);

    @ParameterizedTest
    @ValueSource(strings = {"2000-01-01", "2026-11-21", "2028-02-29", "2199-12-31"})
    void parse_date_returnsIt(String text) {
        assertThat(FORM.parse(text)).contains(LocalDate.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1999-12-31",
                "2200-01-01",
                "2026-02-29",
                "2026-11-31",
                "2026-1-1",
                "20261121",
                "2026-11-21T00:00:00Z",
                "2026-11-21Z",
                " 2026-11-21",
                "+2026-11-21",
                "２０２６-11-21",
                "0000-01-01",
                "2026-W47-6"
            })
    void parse_invalidText_isEmpty(String text) {
        assertThat(FORM.parse(text)).isEmpty();
    }
}
