package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

class SaleLinesTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void now_inATerminal_writesOverTheLineUntilAStepBegins() {
        SaleLines lines = lines(true);

        lines.now("1 s");
        lines.now("2 s");
        lines.step("It is over");

        assertThat(text()).matches("(?s)\r1 s +\r2 s +\\RIt is over\\R");
    }

    @Test
    void now_elsewhere_isALineNowAndThen() {
        SaleLines lines = lines(false);

        lines.now("1 s");
        lines.now("2 s");
        lines.step("It is over");

        assertThat(text()).matches("1 s\\RIt is over\\R");
    }

    private SaleLines lines(boolean terminal) {
        return new SaleLines(new PrintStream(shown, true, StandardCharsets.UTF_8), terminal);
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
