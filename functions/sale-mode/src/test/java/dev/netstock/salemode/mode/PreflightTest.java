package dev.netstock.salemode.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.salemode.mode.Check.Verdict;
import dev.netstock.salemode.mode.PreflightInputs.ReconcileResult;
import dev.netstock.salemode.mode.PreflightInputs.StageLimits;
import dev.netstock.salemode.mode.PreflightInputs.TableCapacity;
import dev.netstock.salemode.testing.SaleDay;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The plan expects 4,000 orders a second, with 32 shards. */
class PreflightTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:03:04Z");
    private static final StageLimits STAGE = stage(800, 300, 4_000, 12_000, 12_000);
    private static final Map<Quota, Long> QUOTAS =
            Map.of(
                    Quota.UNRESERVED_ENVIRONMENTS, 300L,
                    Quota.ARCHIVE_RECORDS, 12_000L,
                    Quota.ARCHIVE_BYTES, 12_000_000L);

    @Test
    void checks_withEnoughCapacity_areOk() {
        assertThat(open(inputs(STAGE, QUOTAS, 13_000, 8_000))).isEmpty();
    }

    @Test
    void checks_withTooLittleCapacityOfTheStage_warnByName() {
        assertThat(open(inputs(STAGE, QUOTAS, 12_999, 8_000)))
                .containsExactly("warm-throughput NetStock");
        assertThat(open(inputs(STAGE, QUOTAS, 13_000, 7_999)))
                .containsExactly("warm-throughput StockDeltas");
        assertThat(open(stage(799, 300, 4_000, 12_000, 12_000)))
                .containsExactly("checkout-concurrency");
        assertThat(open(stage(800, 301, 4_000, 12_000, 12_000)))
                .containsExactly("shared-concurrency");
        assertThat(open(stage(800, 300, 3_999, 12_000, 12_000))).containsExactly("api-throttle");
        assertThat(open(stage(800, 300, 4_000, 11_999, 12_000))).containsExactly("api-quota");
        assertThat(open(stage(800, 300, 4_000, 12_000, 11_999))).containsExactly("events-quota");
    }

    @Test
    void check_ofPools_saysWhatStandsInTheWay_andIsMissingInAPlanWithoutThem() {
        PreflightInputs enough = inputs(STAGE, QUOTAS, 13_000, 8_000);
        var inputs =
                new PreflightInputs(
                        enough.stage(),
                        enough.quotas(),
                        enough.netStock(),
                        enough.stockDeltas(),
                        Set.of(),
                        Set.of(),
                        List.of("hot at east for app: 5 of 20 units available"),
                        enough.backlogs(),
                        enough.lastReconcile());
        assertThat(Preflight.checks(SaleDay.plan("a"), inputs, NOW))
                .contains(
                        new Check(
                                "pools",
                                Verdict.WARNING,
                                "hot at east for app: 5 of 20 units available"));

        Plan plan = SaleDay.plan("a");
        var without =
                new Plan(
                        plan.sale(),
                        plan.startsAt(),
                        plan.endsAt(),
                        plan.skus(),
                        plan.shards(),
                        plan.ordersPerSecond(),
                        plan.supply(),
                        plan.malls(),
                        plan.requests(),
                        plan.limit());
        assertThat(Preflight.checks(without, enough, NOW))
                .extracting(Check::name)
                .doesNotContain("pools");
    }

    @ParameterizedTest
    @CsvSource({
        "UNRESERVED_ENVIRONMENTS, 299, shared-concurrency",
        "ARCHIVE_RECORDS, 11999, archive-records-quota",
        "ARCHIVE_BYTES, 1048576, archive-bytes-quota"
    })
    void checks_withAQuotaThatIsTooLow_warnByName(Quota quota, long has, String check) {
        var quotas = new EnumMap<>(QUOTAS);
        quotas.put(quota, has);
        assertThat(open(inputs(STAGE, quotas, 13_000, 8_000))).containsExactly(check);
    }

    /** It says what to request: Tokyo accepts 1,500 messages a second by default. */
    @Test
    void check_ofAQuotaThatIsTooLow_saysWhatIsNeededAndWhatThereIs() {
        var tokyo = stage(800, 300, 4_000, 12_000, 1_500);
        assertThat(Preflight.checks(SaleDay.plan("a"), inputs(tokyo, QUOTAS, 13_000, 8_000), NOW))
                .contains(
                        new Check(
                                "events-quota",
                                Verdict.WARNING,
                                "1,500 of 12,000 SNS messages per second"));
    }

    /** Without a reservation, checkout uses the environments that all functions share. */
    @Test
    void checks_whenCheckoutReservesNothing_countItsEnvironmentsAmongTheSharedOnes() {
        var stage = new StageLimits(Optional.empty(), 300, 4_000, 12_000, 12_000, 3);
        assertThat(open(stage)).containsExactly("shared-concurrency");

        var quotas = new EnumMap<>(QUOTAS);
        quotas.put(Quota.UNRESERVED_ENVIRONMENTS, 800L);
        assertThat(open(inputs(stage, quotas, 13_000, 8_000))).isEmpty();
    }

    @Test
    void checks_withUnknownCapacity_areUnknownAndSayWhatIsNeeded() {
        var unknown =
                new PreflightInputs(
                        STAGE,
                        Map.of(),
                        new TableCapacity("NetStock", Optional.empty()),
                        new TableCapacity("StockDeltas", Optional.empty()),
                        Set.of(),
                        Set.of(),
                        List.of(),
                        Map.of(),
                        Optional.empty());
        assertThat(Preflight.checks(SaleDay.plan("a"), unknown, NOW))
                .filteredOn(check -> check.verdict() == Verdict.UNKNOWN)
                .extracting(Check::name)
                .containsExactly(
                        "warm-throughput NetStock",
                        "warm-throughput StockDeltas",
                        "shared-concurrency",
                        "archive-records-quota",
                        "archive-bytes-quota",
                        "drift");
        assertThat(Preflight.checks(SaleDay.plan("a"), unknown, NOW))
                .extracting(Check::found)
                .contains(
                        "13,000 write units per second are needed",
                        "12,000 Firehose records per second are needed");
    }

    @Test
    void checks_ofStockAndQueues_warnByName() {
        assertThat(open(state(1_001, 0, Set.of(), NOW))).containsExactly("queues");
        assertThat(open(state(1_000, 1, Set.of(), NOW))).containsExactly("drift");
        assertThat(open(state(0, 0, Set.of(SaleDay.HOT), NOW))).containsExactly("skus", "limits");
        assertThat(open(state(0, 0, Set.of(), NOW.minus(Duration.ofHours(49)))))
                .containsExactly("drift");
    }

    private static StageLimits stage(
            long checkout, long shared, long reservations, long calls, long messages) {
        return new StageLimits(Optional.of(checkout), shared, reservations, calls, messages, 3);
    }

    private static List<String> open(StageLimits stage) {
        return open(inputs(stage, QUOTAS, 13_000, 8_000));
    }

    private static List<String> open(PreflightInputs inputs) {
        return Preflight.checks(SaleDay.plan("a"), inputs, NOW).stream()
                .filter(check -> check.verdict() != Verdict.OK)
                .map(Check::name)
                .toList();
    }

    private static PreflightInputs inputs(
            StageLimits stage, Map<Quota, Long> quotas, long itemUnits, long deltaUnits) {
        return new PreflightInputs(
                stage,
                quotas,
                new TableCapacity("NetStock", Optional.of(itemUnits)),
                new TableCapacity("StockDeltas", Optional.of(deltaUnits)),
                Set.of(),
                Set.of(),
                List.of(),
                Map.of("Expiry", 1_000L),
                Optional.of(new ReconcileResult(NOW, 0)));
    }

    private static PreflightInputs state(
            long backlog, long drift, Set<Sku> unknown, Instant reconciledAt) {
        var enough = inputs(STAGE, QUOTAS, 13_000, 8_000);
        return new PreflightInputs(
                enough.stage(),
                enough.quotas(),
                enough.netStock(),
                enough.stockDeltas(),
                unknown,
                unknown,
                List.of(),
                Map.of("Expiry", backlog),
                Optional.of(new ReconcileResult(reconciledAt, drift)));
    }
}
