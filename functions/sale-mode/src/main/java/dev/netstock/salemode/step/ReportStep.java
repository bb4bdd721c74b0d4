package dev.netstock.salemode.step;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.salemode.mode.SaleDaySummary;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SaleReport;
import dev.netstock.salemode.mode.SaleReport.Peak;
import dev.netstock.salemode.step.SkuLevels.ItemLevel;
import dev.netstock.salemode.step.StepResult.Done;
import dev.netstock.salemode.step.StepResult.Waiting;
import dev.netstock.sales.figures.SalesReader.Minute;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes the report of a sale: the full report, with its minutes and places, to the bucket, and the
 * totals into sale mode. Thread-safe.
 */
public final class ReportStep {
    /** How late metrics usually arrive. The reconcile step before this one takes longer. */
    private static final Duration METRICS_DELAY = Duration.ofMinutes(3);

    private final SoldUnitsReader sales;
    private final SkuLevels levels;
    private final MetricsReader metrics;
    private final SaleReports reports;
    private final InstantSource clock;

    public ReportStep(
            SoldUnitsReader sales,
            SkuLevels levels,
            MetricsReader metrics,
            SaleReports reports,
            InstantSource clock) {
        this.sales = sales;
        this.levels = levels;
        this.metrics = metrics;
        this.reports = reports;
        this.clock = clock;
    }

    StepResult run(SaleMode mode, Call call) {
        SaleDaySummary day = mode.day();
        Instant from = day.from().orElseThrow().truncatedTo(ChronoUnit.MINUTES);
        Instant to =
                day.to().orElseThrow().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        if (clock.instant().isBefore(to.plus(METRICS_DELAY))) {
            return new Waiting("waiting for the metrics of the last minutes");
        }
        List<Minute> minutes = sales.between(from, to, call);
        List<ItemLevel> left =
                mode.currentPlan().skus().stream()
                        .flatMap(sku -> levels.of(sku, call).stream())
                        .toList();
        var report =
                new SaleReport(
                        from,
                        to,
                        minutes.stream().mapToLong(Minute::orders).sum(),
                        minutes.stream().mapToLong(Minute::units).sum(),
                        minutes.stream().mapToLong(Minute::givenBack).sum(),
                        peak(minutes),
                        left.stream().mapToLong(level -> Math.max(0, -level.available())).sum(),
                        left.stream().mapToLong(level -> Math.max(0, level.available())).sum(),
                        day.drift().orElse(0L),
                        new MetricSummary(metrics.between(from, to)).measurements(),
                        "sales/" + mode.currentPlan().sale() + ".json");
        reports.put(report.key(), json(mode.currentPlan().sale(), report, minutes, left));
        return new Done(report.key(), day.withReport(report));
    }

    private static Optional<Peak> peak(List<Minute> minutes) {
        return minutes.stream()
                .max(Comparator.comparingLong(Minute::orders))
                .map(minute -> new Peak(minute.at(), minute.orders()));
    }

    private static String json(
            String sale, SaleReport report, List<Minute> minutes, List<ItemLevel> left) {
        return JsonWriter.object(
                json -> {
                    json.writeStringField("sale", sale);
                    SaleReportJson.members(json, report);
                    JsonWriter.objects(json, "minutes", minutes, ReportStep::minute);
                    JsonWriter.objects(json, "places", left, ReportStep::place);
                });
    }

    private static void minute(JsonGenerator json, Minute minute) throws IOException {
        json.writeStringField("minute", minute.at().toString());
        json.writeNumberField("orders", minute.orders());
        json.writeNumberField("units", minute.units());
        json.writeNumberField("givenBack", minute.givenBack());
    }

    private static void place(JsonGenerator json, ItemLevel level) throws IOException {
        json.writeStringField("sku", level.item().sku().value());
        json.writeStringField("location", level.item().location().value());
        json.writeNumberField("available", level.available());
    }
}
