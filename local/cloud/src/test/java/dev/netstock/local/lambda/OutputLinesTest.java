package dev.netstock.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class OutputLinesTest {
    private final List<String> emitted = new ArrayList<>();
    private final OutputLines lines = new OutputLines(emitted::add);

    @Test
    void add_ofFragments_emitsWholeLines() {
        add("fir");
        assertThat(emitted).isEmpty();
        add("st\nse");
        add("cond\n\nthird");
        assertThat(emitted).containsExactly("first", "second", "");
    }

    @Test
    void add_ofALineBeyondTheLimit_truncatesIt() {
        add("x".repeat(OutputLines.LINE_BYTES_MAX));
        add("y\n");
        add("z\n");
        assertThat(emitted).containsExactly("x".repeat(OutputLines.LINE_BYTES_MAX), "z");
    }

    private void add(String text) {
        lines.add(text.getBytes(UTF_8));
    }
}
