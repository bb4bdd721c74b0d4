package dev.netstock.salemode.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.Plan.Requests;
import dev.netstock.salemode.mode.SaleLimit;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.mode.SaleModeDecision;
import dev.netstock.salemode.mode.Step;
import dev.netstock.salemode.mode.WorkerLease;
import dev.netstock.salemode.step.SaleShards.LocationShards;
import dev.netstock.salemode.step.SkuLevels.ItemLevel;
import dev.netstock.salemode.step.StepResult.Done;
import dev.netstock.salemode.step.StepResult.Waiting;
import dev.netstock.salemode.testing.Lifeline;
import dev.netstock.salemode.testing.MemoryReports;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Sales of more SKUs, at more locations, than one run of a step has time for. */
class ManySkusTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final Duration OF_A_SKU = Duration.ofSeconds(5);

    private final List<Sku> skus =
            IntStream.range(0, 20).mapToObj(number -> new Sku("sku-" + number)).toList();
    private final Set<Sku> changed = new HashSet<>();
    private long nanos;

    @Test
    void setLimits_overSeveralRuns_limitsAll() {
        var step = new LimitsStep(limits());
        assertThat(runs(() -> step.set(mode(Step.SET_LIMITS), call()))).isBetween(5, 10);
        assertThat(changed).hasSize(20);
    }

    @Test
    void liftLimits_overSeveralRuns_liftsAll() {
        var step = new LimitsStep(limits());
        SaleMode limited = mode(Step.SET_LIMITS);
        assertThat(runs(() -> step.lift(limited, call()))).isBetween(5, 10);
        assertThat(changed).hasSize(20);
    }

    @Test
    void spread_overSeveralRuns_spreadsAll_howeverLongItTakes() {
        var step = new ShardsStep(this::shards, InstantSource.fixed(NOW.plusSeconds(3_600)));
        assertThat(runs(() -> step.spread(mode(Step.SPREAD_SHARDS), call()))).isBetween(5, 10);
        assertThat(changed).hasSize(20);
    }

    @Test
    void release_overSeveralRuns_releasesAll() {
        var step = new ShardsStep(this::shards, InstantSource.fixed(NOW));
        SaleMode spread = mode(Step.SPREAD_SHARDS);
        assertThat(runs(() -> step.release(spread, call()))).isBetween(5, 10);
        assertThat(changed).hasSize(20);
    }

    @Test
    void report_overSeveralRuns_readsEachSkuOnceAndHasTheLevelsOfAll() {
        List<Sku> read = new ArrayList<>();
        var reports = new MemoryReports(new Lifeline());
        var step =
                new ReportStep(
                        (_, _, _) -> List.of(),
                        (sku, _) -> {
                            read.add(sku);
                            nanos += OF_A_SKU.toNanos();
                            ItemKey east = ItemKey.of(sku, new Location("east"));
                            return List.of(new ItemLevel(east, -read.size()));
                        },
                        (_, _) -> Map.of(),
                        reports,
                        InstantSource.fixed(NOW.plusSeconds(3_600)));
        SaleMode leaving = leaving();
        assertThat(runs(() -> step.run(leaving, call()))).isBetween(5, 10);
        assertThat(read).isEqualTo(skus);
        assertThat(reports.reports().get("sales/autumn.json"))
                .contains("\"oversold\":210")
                .contains("{\"sku\":\"sku-0\",\"location\":\"east\",\"available\":-1}")
                .contains("{\"sku\":\"sku-19\",\"location\":\"east\",\"available\":-20}");
    }

    private static int runs(Supplier<StepResult> step) {
        for (int run = 1; run <= 20; run++) {
            switch (step.get()) {
                case Done _ -> {
                    return run;
                }
                case Waiting(String message) -> assertThat(message).endsWith("of 20 SKUs so far");
            }
        }
        throw new AssertionError("The step does not end");
    }

    private SaleLimits limits() {
        return new SaleLimits() {
            @Override
            public boolean set(Sku sku, Plan plan, Call call) {
                change(sku);
                return true;
            }

            @Override
            public void lift(Sku sku, String sale, Call call) {
                change(sku);
            }
        };
    }

    private List<LocationShards> shards(Sku sku, int many, Call call) {
        boolean areOpen = !change(sku);
        return List.of(new LocationShards(many, areOpen ? many : 1));
    }

    /** Takes its time, unless the SKU is changed already. */
    private boolean change(Sku sku) {
        boolean isNew = changed.add(sku);
        nanos += isNew ? OF_A_SKU.toNanos() : 0;
        return isNew;
    }

    private Call call() {
        return new Call(
                "test", "trace", Deadline.after(SaleModeWorkflow.STEP_TIMEOUT, () -> nanos));
    }

    /** A sale of these SKUs that ends. */
    private SaleMode leaving() {
        var off = SaleModeDecision.decide(mode(Step.SET_LIMITS), new SaleModeCommand.Off(), NOW);
        return ((SaleModeDecision.Changed) off).next();
    }

    /** A sale of these SKUs, in which a step runs. */
    private SaleMode mode(Step step) {
        var plan =
                new Plan(
                        "autumn",
                        Optional.empty(),
                        Optional.empty(),
                        skus,
                        4,
                        100,
                        SupplyPace.NORMAL,
                        MallRule.OPEN,
                        Requests.AT_ONCE,
                        new SaleLimit(Optional.of(1L), Optional.empty()));
        var planned =
                (SaleModeDecision.Changed)
                        SaleModeDecision.decide(
                                SaleMode.INITIAL, new SaleModeCommand.On(plan), NOW);
        SaleMode entering = planned.next().nextPhase(NOW).orElseThrow();
        SaleMode ready = entering;
        for (var earlier : entering.steps()) {
            if (earlier.step() == step) {
                break;
            }
            ready = ready.complete(earlier.step(), "", ready.day(), NOW);
        }
        return ready.begin(step, new WorkerLease("one", NOW.plusSeconds(30)), NOW);
    }
}
