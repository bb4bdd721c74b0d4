package dev.netstock.bench.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** The decision page has the costs of the model. */
class LongHoldCostTest {
    @Test
    void page_ofTheDecision_hasTheseVeryCosts() throws IOException {
        String page = Files.readString(page(Path.of("").toAbsolutePath()));

        assertThat(page)
                .contains(
                        text("**%.2f** |\n", LongHoldCost.rows()),
                        text(
                                "| %.2f, and %.2f a month |\n",
                                LongHoldCost.rowsThatStay(),
                                LongHoldCost.positionsOfAMonth()),
                        text("| %.2f |\n", LongHoldCost.schedules()),
                        text(
                                "| %.0f; %.0f for 14 days |\n",
                                LongHoldCost.messagesAgain(Duration.ofDays(3)),
                                LongHoldCost.messagesAgain(Duration.ofDays(14))),
                        text("| %.0f |\n", LongHoldCost.waitsOfAWorkflow()),
                        text("the looks cost $%.2f a month", LongHoldCost.looksOfAMonth()));
    }

    private static String text(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }

    private static Path page(Path folder) {
        Path page = folder.resolve("docs/decisions/expiry-long-holds.md");
        return Files.exists(page)
                ? page
                : page(Objects.requireNonNull(folder.getParent(), "No page of the decision"));
    }
}
