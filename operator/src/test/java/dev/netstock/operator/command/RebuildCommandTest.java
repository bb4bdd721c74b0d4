package dev.netstock.operator.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.operator.CommandException;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;

class RebuildCommandTest {
    private static final Map<String, String> OUTPUTS =
            Map.of(
                    "SalesRebuildFunction", "arn:sales:live",
                    "HistoryRebuildFunction", "arn:history:live",
                    "SalesFunction", "arn:consumer:live");

    @Test
    void function_knownProjection_isTheArnOfItsOutput() {
        assertThat(RebuildCommand.function(OUTPUTS, "sales")).isEqualTo("arn:sales:live");
        assertThat(RebuildCommand.function(OUTPUTS, "History")).isEqualTo("arn:history:live");
    }

    @Test
    void function_unknownProjection_failsAndListsTheProjections() {
        assertThatThrownBy(() -> RebuildCommand.function(OUTPUTS, "stock"))
                .isInstanceOf(CommandException.class)
                .hasMessage("Unknown projection stock. Projections: history, sales.");
    }

    @Test
    void lines_progressOfARebuild_overwriteTheCurrentLine() {
        var shown = new StringWriter();
        var lines = new RebuildLines(new PrintWriter(shown, true));

        lines.waiting(2, Duration.ofSeconds(30));
        lines.replayed(1234, 2, 2);
        lines.step("Generation 2 serves reads");

        assertThat(shown.toString())
                .startsWith(
                        "\rWaiting until every consumer has read that generation 2 exists: 30 s")
                .contains("\r1,234 events, 2 of 2 segments")
                .endsWith(System.lineSeparator());
    }
}
