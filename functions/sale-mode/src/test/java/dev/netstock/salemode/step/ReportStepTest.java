package dev.netstock.salemode.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.salemode.mode.SaleMeasurements;
import dev.netstock.salemode.step.StepResult.Waiting;
import dev.netstock.salemode.testing.Lifeline;
import dev.netstock.salemode.testing.MemoryReports;
import dev.netstock.salemode.testing.SaleDay;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class ReportStepTest {
    private final SaleDay day = new SaleDay();
    private final MemoryReports reports = new MemoryReports(new Lifeline());

    @Test
    void report_withMetrics_containsThem() {
        day.measure(SaleMetric.CALLS, 100);
        day.measure(SaleMetric.OUT_OF_STOCK, 12);
        day.measure(SaleMetric.P99, 40);
        day.measure(SaleMetric.P99_OVERALL, 35);
        day.measure(SaleMetric.SWEEP_CALLS, 1);
        day.sell();
        assertThat(day.reports().get("sales/autumn.json"))
                .contains("\"outOfStock\":12", "\"p99Ms\":35", "\"slowestP99Ms\":40")
                .contains("\"throttles\":0", "\"sweptUnitSeconds\":0")
                .doesNotContain("expiredUnitSeconds");
    }

    @Test
    void report_withoutMetrics_leavesThemOut() {
        day.sell();
        assertThat(day.reports().get("sales/autumn.json")).contains("\"measured\":{}");
        assertThat(day.mode().day().report().orElseThrow().measured())
                .isEqualTo(SaleMeasurements.UNKNOWN);
    }

    @Test
    void run_whileMetricsMayStillArrive_waits() {
        day.sell();
        var to = day.mode().day().report().orElseThrow().to();
        day.clock().advance(Duration.between(day.clock().instant(), to.plusSeconds(179)));
        assertThat(step((_, _) -> Map.of()).run(day.mode(), Shop.call()))
                .isInstanceOf(Waiting.class);
        assertThat(reports.reports()).isEmpty();
        day.clock().advance(Duration.ofSeconds(1));
        step((_, _) -> Map.of()).run(day.mode(), Shop.call());
        assertThat(reports.reports()).containsOnlyKeys("sales/autumn.json");
    }

    @Test
    void run_whenMetricsCannotBeRead_writesNoReport() {
        day.sell();
        ReportStep step =
                step(
                        (_, _) -> {
                            throw new RetryLaterException("Not now", Duration.ofSeconds(1));
                        });
        assertThatThrownBy(() -> step.run(day.mode(), Shop.call()))
                .isInstanceOf(RetryLaterException.class);
        assertThat(reports.reports()).isEmpty();
    }

    private ReportStep step(MetricsReader metrics) {
        return new ReportStep(
                (_, _, _) -> List.of(), (_, _) -> List.of(), metrics, reports, day.clock());
    }
}
