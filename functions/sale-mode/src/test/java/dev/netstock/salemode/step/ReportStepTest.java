package dev.netstock.salemode.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.salemode.mode.SaleMeasurements;
import dev.netstock.salemode.step.StepWork.Later;
import dev.netstock.salemode.testing.SaleDay;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class ReportStepTest {
    private final SaleDay day = new SaleDay();
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void report_whenFunctionsMeasuredThemselves_saysWhat() {
        day.measure(Figure.CALLS, 100);
        day.measure(Figure.OUT_OF_STOCK, 12);
        day.measure(Figure.P99, 40);
        day.measure(Figure.P99_OF_ALL, 35);
        day.measure(Figure.SWEEP_CALLS, 1);
        day.sell();
        assertThat(day.reports().get("sales/autumn.json"))
                .contains("\"outOfStock\":12", "\"p99Ms\":35", "\"slowestP99Ms\":40")
                .contains("\"throttles\":0", "\"sweptUnitSeconds\":0")
                .doesNotContain("expiredUnitSeconds");
    }

    @Test
    void report_whenNothingIsKnown_saysNothingInsteadOfZero() {
        day.sell();
        assertThat(day.reports().get("sales/autumn.json")).contains("\"measured\":{}");
        assertThat(day.mode().day().report().orElseThrow().measured())
                .isEqualTo(SaleMeasurements.UNKNOWN);
    }

    @Test
    void run_whileMetricsMayBeOnTheirWay_waits() {
        day.sell();
        var to = day.mode().day().report().orElseThrow().to();
        day.clock().advance(Duration.between(day.clock().instant(), to.plusSeconds(179)));
        assertThat(reporting((_, _) -> Map.of()).run(day.mode(), Shop.call()))
                .isInstanceOf(Later.class);
        assertThat(written).hasValue(0);
        day.clock().advance(Duration.ofSeconds(1));
        reporting((_, _) -> Map.of()).run(day.mode(), Shop.call());
        assertThat(written).hasValue(1);
    }

    @Test
    void run_whenMetricsCannotBeRead_writesNothing() {
        day.sell();
        ReportStep reporting =
                reporting(
                        (_, _) -> {
                            throw new RetryLaterException("Not now", Duration.ofSeconds(1));
                        });
        assertThatThrownBy(() -> reporting.run(day.mode(), Shop.call()))
                .isInstanceOf(RetryLaterException.class);
        assertThat(written).hasValue(0);
    }

    private ReportStep reporting(Metrics metrics) {
        return new ReportStep(
                (_, _, _) -> List.of(),
                (_, _) -> List.of(),
                metrics,
                (_, _) -> written.incrementAndGet(),
                day.clock());
    }
}
