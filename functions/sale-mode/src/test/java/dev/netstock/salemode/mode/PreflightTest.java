package dev.netstock.salemode.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.salemode.mode.Check.Verdict;
import dev.netstock.salemode.mode.PreflightInputs.Compared;
import dev.netstock.salemode.mode.PreflightInputs.Room;
import dev.netstock.salemode.testing.SaleDay;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The plan expects 4,000 orders a second, with 32 shards. */
class PreflightTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:03:04Z");

    @Test
    void checks_whenAllIsReady_findNothing() {
        assertThat(open(premises(4_000, 400, 4_000, 1_000, 0, Set.of()))).isEmpty();
    }

    @Test
    void checks_whenSomethingIsTooSmall_nameIt() {
        assertThat(open(premises(3_999, 400, 4_000, 0, 0, Set.of())))
                .containsExactly("warm-throughput NetStock");
        assertThat(open(premises(4_000, 399, 4_000, 0, 0, Set.of())))
                .containsExactly("checkout-concurrency");
        assertThat(open(premises(4_000, 400, 3_999, 0, 0, Set.of())))
                .containsExactly("api-throttle");
        assertThat(open(premises(4_000, 400, 4_000, 1_001, 0, Set.of()))).containsExactly("queues");
        assertThat(open(premises(4_000, 400, 4_000, 0, 1, Set.of()))).containsExactly("drift");
        assertThat(open(premises(4_000, 400, 4_000, 0, 0, Set.of(SaleDay.HOT))))
                .containsExactly("skus");
    }

    @Test
    void checks_whenNobodyCanTell_saySo() {
        var unknown =
                new PreflightInputs(
                        List.of(new Room("NetStock", Optional.empty())),
                        Optional.empty(),
                        4_000,
                        Set.of(),
                        Map.of(),
                        Optional.empty());
        assertThat(Preflight.checks(SaleDay.plan("a"), unknown, NOW))
                .filteredOn(check -> check.verdict() == Verdict.UNKNOWN)
                .extracting(Check::name)
                .containsExactly("warm-throughput NetStock", "checkout-concurrency", "drift");
    }

    @Test
    void checks_whenTheLastComparisonIsLongAgo_doNotTrustIt() {
        var old = new Compared(NOW.minus(Duration.ofHours(49)), 0);
        var premises =
                new PreflightInputs(
                        List.of(), Optional.of(400L), 4_000, Set.of(), Map.of(), Optional.of(old));
        assertThat(open(premises)).containsExactly("drift");
    }

    private static List<String> open(PreflightInputs premises) {
        return Preflight.checks(SaleDay.plan("a"), premises, NOW).stream()
                .filter(check -> check.verdict() != Verdict.OK)
                .map(Check::name)
                .toList();
    }

    private static PreflightInputs premises(
            long writeUnits,
            long environments,
            long rate,
            long deep,
            long drift,
            Set<Sku> unknown) {
        return new PreflightInputs(
                List.of(new Room("NetStock", Optional.of(writeUnits))),
                Optional.of(environments),
                rate,
                unknown,
                Map.of("Expiry", deep),
                Optional.of(new Compared(NOW, drift)));
    }
}
