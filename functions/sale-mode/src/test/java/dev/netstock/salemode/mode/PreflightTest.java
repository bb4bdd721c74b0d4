package dev.netstock.salemode.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.salemode.mode.Check.Verdict;
import dev.netstock.salemode.mode.PreflightInputs.ReconcileResult;
import dev.netstock.salemode.mode.PreflightInputs.TableCapacity;
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
    void checks_withEnoughCapacity_areOk() {
        assertThat(open(inputs(4_000, 400, 4_000, 1_000, 0, Set.of()))).isEmpty();
    }

    @Test
    void checks_withTooLittleCapacity_warnByName() {
        assertThat(open(inputs(3_999, 400, 4_000, 0, 0, Set.of())))
                .containsExactly("warm-throughput NetStock");
        assertThat(open(inputs(4_000, 399, 4_000, 0, 0, Set.of())))
                .containsExactly("checkout-concurrency");
        assertThat(open(inputs(4_000, 400, 3_999, 0, 0, Set.of()))).containsExactly("api-throttle");
        assertThat(open(inputs(4_000, 400, 4_000, 1_001, 0, Set.of()))).containsExactly("queues");
        assertThat(open(inputs(4_000, 400, 4_000, 0, 1, Set.of()))).containsExactly("drift");
        assertThat(open(inputs(4_000, 400, 4_000, 0, 0, Set.of(SaleDay.HOT))))
                .containsExactly("skus");
    }

    @Test
    void checks_withUnknownCapacity_areUnknown() {
        var unknown =
                new PreflightInputs(
                        List.of(new TableCapacity("NetStock", Optional.empty())),
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
    void checks_withAnOldReconcileRun_warn() {
        var old = new ReconcileResult(NOW.minus(Duration.ofHours(49)), 0);
        var inputs =
                new PreflightInputs(
                        List.of(), Optional.of(400L), 4_000, Set.of(), Map.of(), Optional.of(old));
        assertThat(open(inputs)).containsExactly("drift");
    }

    private static List<String> open(PreflightInputs inputs) {
        return Preflight.checks(SaleDay.plan("a"), inputs, NOW).stream()
                .filter(check -> check.verdict() != Verdict.OK)
                .map(Check::name)
                .toList();
    }

    private static PreflightInputs inputs(
            long writeUnits,
            long environments,
            long rate,
            long backlog,
            long drift,
            Set<Sku> unknown) {
        return new PreflightInputs(
                List.of(new TableCapacity("NetStock", Optional.of(writeUnits))),
                Optional.of(environments),
                rate,
                unknown,
                Map.of("Expiry", backlog),
                Optional.of(new ReconcileResult(NOW, drift)));
    }
}
