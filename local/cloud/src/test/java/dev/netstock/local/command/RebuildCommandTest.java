package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

class RebuildCommandTest {
    private static final Map<String, String> OUTPUTS =
            Map.of(
                    "SalesRebuildFunction", "arn:sales:live",
                    "HistoryRebuildFunction", "arn:history:live",
                    "SalesFunction", "arn:consumer:live");

    @Test
    void function_ofAProjection_isThatOfItsOutput() {
        assertThat(RebuildCommand.function(OUTPUTS, "sales")).isEqualTo("arn:sales:live");
        assertThat(RebuildCommand.function(OUTPUTS, "History")).isEqualTo("arn:history:live");
    }

    @Test
    void function_ofAnUnknownProjection_tellsThoseThereAre() {
        assertThatThrownBy(() -> RebuildCommand.function(OUTPUTS, "stock"))
                .isInstanceOf(CommandException.class)
                .hasMessage("There is no projection stock to rebuild; there are history, sales");
    }

    @Test
    void lines_ofARebuild_writeOverThePresentOne() {
        var shown = new ByteArrayOutputStream();
        var lines = new RebuildLines(new PrintStream(shown, true, StandardCharsets.UTF_8));

        lines.waiting(2, Duration.ofSeconds(30));
        lines.replayed(1234, 2, 2);
        lines.step("Generation 2 serves");

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .startsWith("\rWaiting until every consumer knows of generation 2: 30 s")
                .contains("\r1,234 events, 2 of 2 segments")
                .endsWith(System.lineSeparator());
    }
}
