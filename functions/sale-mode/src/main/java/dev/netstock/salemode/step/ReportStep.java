package dev.netstock.salemode.step;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.salemode.mode.DayReport;
import dev.netstock.salemode.mode.DayReport.Peak;
import dev.netstock.salemode.mode.SaleDaySummary;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.step.Places.Place;
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
 * Writes what the day was: the whole report with its minutes and places to where reports are kept,
 * and the sums into sale mode itself. Thread-safe.
 *
 * @param sold what was sold
 * @param places what is left
 * @param metrics what functions measured of themselves
 * @param reports where reports are kept
 * @param clock the time of day
 */
public record ReportStep(
        Sold sold, Places places, Metrics metrics, SaleReports reports, InstantSource clock)
        implements StepWork {
    /** How late metrics are, as a rule; the comparison before this step takes longer. */
    private static final Duration METRICS_LATE = Duration.ofMinutes(3);

    @Override
    public StepResult run(SaleMode mode, Call call) {
        SaleDaySummary day = mode.day();
        Instant from = day.from().orElseThrow().truncatedTo(ChronoUnit.MINUTES);
        Instant to =
                day.to().orElseThrow().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        if (clock.instant().isBefore(to.plus(METRICS_LATE))) {
            return new Later("waiting for the metrics of the last minutes");
        }
        List<Minute> minutes = sold.between(from, to, call);
        List<Place> left =
                mode.planned().skus().stream()
                        .flatMap(sku -> places.of(sku, call).stream())
                        .toList();
        var report =
                new DayReport(
                        from,
                        to,
                        minutes.stream().mapToLong(Minute::orders).sum(),
                        minutes.stream().mapToLong(Minute::units).sum(),
                        minutes.stream().mapToLong(Minute::givenBack).sum(),
                        peak(minutes),
                        left.stream().mapToLong(place -> Math.max(0, -place.available())).sum(),
                        left.stream().mapToLong(place -> Math.max(0, place.available())).sum(),
                        day.drift().orElse(0L),
                        new MeasureStep(metrics.between(from, to)).measured(),
                        "sales/" + mode.planned().sale() + ".json");
        reports.put(report.key(), json(mode.planned().sale(), report, minutes, left));
        return new Done(report.key(), day.reported(report));
    }

    private static Optional<Peak> peak(List<Minute> minutes) {
        return minutes.stream()
                .max(Comparator.comparingLong(Minute::orders))
                .map(minute -> new Peak(minute.at(), minute.orders()));
    }

    private static String json(
            String sale, DayReport report, List<Minute> minutes, List<Place> left) {
        return JsonWriter.object(
                json -> {
                    json.writeStringField("sale", sale);
                    DayReportJson.members(json, report);
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

    private static void place(JsonGenerator json, Place place) throws IOException {
        json.writeStringField("sku", place.item().sku().value());
        json.writeStringField("location", place.item().location().value());
        json.writeNumberField("available", place.available());
    }
}
