package dev.netstock.salemode.http;

import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.Json.JsonString;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.salemode.mode.ActiveOverrides;
import dev.netstock.salemode.mode.Check;
import dev.netstock.salemode.mode.DayReport;
import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.Phase;
import dev.netstock.salemode.mode.SaleDaySummary;
import dev.netstock.salemode.mode.SaleMeasurements;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.Step;
import dev.netstock.salemode.mode.StepRun;
import dev.netstock.salemode.mode.WorkerLease;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.Sku;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what {@link SaleModeJson} wrote. */
public final class StoredMode {
    private static final TextFormat<String> TEXT =
            new TextFormat<>("Must be a string.", _ -> true, Function.identity());
    static final IntegerFormat NUMBER = new IntegerFormat(0, Long.MAX_VALUE);
    private static final int MANY = 100_000;

    private StoredMode() {}

    /**
     * Sale mode as it was written.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SaleMode read(String json, Optional<WorkerLease> lease) {
        ValidationErrors faults = new ValidationErrors();
        Optional<SaleMode> read =
                JsonReader.read(json, faults)
                        .flatMap(value -> JsonMembers.of(value, "", faults))
                        .map(members -> mode(members, lease));
        return switch (faults.orElse(read::orElseThrow)) {
            case Decoded.Valid(var mode) -> mode;
            case Decoded.Invalid(var told) ->
                    throw new IllegalArgumentException("Sale mode cannot be read: " + told);
        };
    }

    private static SaleMode mode(JsonMembers members, Optional<WorkerLease> lease) {
        return new SaleMode(
                number(members, "version"),
                Phase.parse(text(members, "phase")).orElseThrow(),
                Instant.parse(text(members, "since")),
                members.optionalObject("plan").flatMap(PlanRequest::plan),
                held(members.requiredObject("held").orElseThrow()),
                members.requiredObjects("steps", 0, MANY, step -> Optional.of(step(step))),
                lease,
                day(members));
    }

    private static ActiveOverrides held(JsonMembers held) {
        return new ActiveOverrides(
                SupplyPace.parse(text(held, "supply")).orElseThrow(),
                text(held, "requests").equals("bundled"),
                MallRule.of(
                        MallRule.Rule.parse(text(held, "malls")).orElseThrow(),
                        number(held, "mallCap")),
                held.requiredElements("spread", 0, MANY).stream()
                        .map(element -> new Sku(((JsonString) element).value()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static StepRun step(JsonMembers step) {
        text(step, "state");
        return new StepRun(
                Step.parse(text(step, "step")).orElseThrow(),
                number(step, "number"),
                time(step, "beganAt"),
                time(step, "doneAt"),
                text(step, "told"));
    }

    private static SaleDaySummary day(JsonMembers members) {
        List<Check> checks =
                members.requiredObjects("checks", 0, MANY, check -> Optional.of(check(check)));
        return new SaleDaySummary(
                time(members, "enteredAt"),
                time(members, "leftAt"),
                checks,
                time(members, "releasedAt"),
                members.optional("drift", NUMBER),
                members.optionalObject("report").map(StoredMode::report));
    }

    private static Check check(JsonMembers check) {
        return new Check(
                text(check, "check"),
                Check.Verdict.parse(text(check, "verdict")).orElseThrow(),
                text(check, "found"));
    }

    private static DayReport report(JsonMembers report) {
        return new DayReport(
                Instant.parse(text(report, "from")),
                Instant.parse(text(report, "to")),
                signed(report, "orders"),
                signed(report, "units"),
                number(report, "givenBack"),
                time(report, "peakMinute")
                        .map(minute -> new DayReport.Peak(minute, signed(report, "peakOrders"))),
                number(report, "oversold"),
                number(report, "unsold"),
                number(report, "drift"),
                // Reports of sales that ended before there was any have none.
                report.optionalObject("measured")
                        .map(StoredMeasured::read)
                        .orElse(SaleMeasurements.UNKNOWN),
                text(report, "report"));
    }

    static String text(JsonMembers members, String name) {
        return members.required(name, TEXT).orElse("");
    }

    static long number(JsonMembers members, String name) {
        return members.required(name, NUMBER).orElse(0L);
    }

    private static long signed(JsonMembers members, String name) {
        return members.required(name, new IntegerFormat(Long.MIN_VALUE, Long.MAX_VALUE)).orElse(0L);
    }

    private static Optional<Instant> time(JsonMembers members, String name) {
        return members.optional(name, TEXT).map(Instant::parse);
    }
}
