package dev.netstock.salemode.step;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.operations.report.Reports;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.salemode.mode.Plan;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes the report of a sale: the full report, with its minutes and places, to the bucket, and the
 * totals into sale mode. If the time of a run is not enough for all SKUs, the next run goes on: the
 * bucket has what was read. Thread-safe.
 */
public final class ReportStep {
    /** How late metrics usually arrive. The reconcile step before this one takes longer. */
    private static final Duration METRICS_DELAY = Duration.ofMinutes(3);

    private final SoldUnitsReader sales;
    private final SkuLevels levels;
    private final MetricsReader metrics;
    private final Reports reports;
    private final InstantSource clock;

    public ReportStep(
            SoldUnitsReader sales,
            SkuLevels levels,
            MetricsReader metrics,
            Reports reports,
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
        Plan plan = mode.currentPlan();
        String unfinished = unfinished(plan, from);
        UnfinishedReport read = read(plan, unfinished, call);
        if (!call.deadline().leaves(SaleModeSteps.TIME_OF_A_SKU)) {
            reports.put(unfinished, read.json());
            return Waiting.of(read.skus(), plan.skus().size());
        }
        List<Minute> minutes = sales.between(from, to, call);
        List<ItemLevel> left = read.levels();
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
                        "sales/" + plan.sale() + ".json");
        reports.put(report.key(), json(plan.sale(), report, minutes, left));
        return new Done(report.key(), day.withReport(report));
    }

    /** The levels of the SKUs, as many as there is time for, after those of the runs before. */
    private UnfinishedReport read(Plan plan, String unfinished, Call call) {
        UnfinishedReport before =
                reports.get(unfinished).map(UnfinishedReport::parse).orElse(UnfinishedReport.NONE);
        List<ItemLevel> read = new ArrayList<>(before.levels());
        int skus = before.skus();
        while (skus < plan.skus().size() && call.deadline().leaves(SaleModeSteps.TIME_OF_A_SKU)) {
            read.addAll(levels.of(plan.skus().get(skus), call));
            skus++;
        }
        return new UnfinishedReport(skus, read);
    }

    /** In a folder, since the name of a sale can have any ending, and can come again. */
    private static String unfinished(Plan plan, Instant from) {
        return "sales/unfinished/%s/%s.json".formatted(plan.sale(), from);
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
                    JsonWriter.objects(json, "places", left, UnfinishedReport::place);
                });
    }

    private static void minute(JsonGenerator json, Minute minute) throws IOException {
        json.writeStringField("minute", minute.at().toString());
        json.writeNumberField("orders", minute.orders());
        json.writeNumberField("units", minute.units());
        json.writeNumberField("givenBack", minute.givenBack());
    }
}
