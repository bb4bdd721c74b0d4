package dev.netstock.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class OutputLinesTest {
    private final List<String> told = new ArrayList<>();
    private final OutputLines lines = new OutputLines(told::add);

    @Test
    void add_ofPieces_tellsWholeLines() {
        add("fir");
        assertThat(told).isEmpty();
        add("st\nse");
        add("cond\n\nthird");
        assertThat(told).containsExactly("first", "second", "");
    }

    @Test
    void add_ofALineWithoutEnd_keepsItsBeginning() {
        add("x".repeat(OutputLines.LINE_BYTES_MAX));
        add("y\n");
        add("z\n");
        assertThat(told).containsExactly("x".repeat(OutputLines.LINE_BYTES_MAX), "z");
    }

    private void add(String text) {
        lines.add(text.getBytes(UTF_8));
    }
}
