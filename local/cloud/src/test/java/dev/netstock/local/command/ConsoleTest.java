package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class ConsoleTest {
    private final StringWriter out = new StringWriter();
    private final Console console = new Console(new PrintWriter(out));

    @Test
    void step_printsTheTimeSinceTheStartAndBecomesTheCurrentStep() {
        console.step("Creating tables");
        console.detail("nine");

        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("\\[ *\\d+\\.\\d s] Creating tables"),
                        line -> assertThat(line).isEqualTo("         nine"));
        assertThat(console.currentStep()).isEqualTo("Creating tables");
    }
}
