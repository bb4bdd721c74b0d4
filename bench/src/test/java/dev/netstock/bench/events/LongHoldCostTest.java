package dev.netstock.bench.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** The decision page has the costs of the model. */
class LongHoldCostTest {
    @Test
    void page_ofTheDecision_hasTheseVeryCosts() throws IOException {
        String page = Files.readString(page(Path.of("").toAbsolutePath()));

        assertThat(page)
                .contains(
                        "**%.2f** |\n".formatted(LongHoldCost.rows()),
                        "| %.2f, and %.2f a month |\n"
                                .formatted(
                                        LongHoldCost.rowsThatStay(),
                                        LongHoldCost.positionsOfAMonth()),
                        "| %.2f |\n".formatted(LongHoldCost.schedules()),
                        "| %.0f; %.0f for 14 days |\n"
                                .formatted(
                                        LongHoldCost.messagesAgain(Duration.ofDays(3)),
                                        LongHoldCost.messagesAgain(Duration.ofDays(14))),
                        "| %.0f |\n".formatted(LongHoldCost.waitsOfAWorkflow()),
                        "the looks cost $%.2f a month".formatted(LongHoldCost.looksOfAMonth()));
    }

    private static Path page(Path folder) {
        Path page = folder.resolve("docs/decisions/expiry-long-holds.md");
        return Files.exists(page)
                ? page
                : page(Objects.requireNonNull(folder.getParent(), "No page of the decision"));
    }
}
