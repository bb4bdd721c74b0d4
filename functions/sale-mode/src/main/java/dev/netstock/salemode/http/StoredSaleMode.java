package dev.netstock.salemode.http;

import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.Json.JsonString;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.salemode.mode.ActiveOverrides;
import dev.netstock.salemode.mode.Check;
import dev.netstock.salemode.mode.MallRule;
import dev.netstock.salemode.mode.Phase;
import dev.netstock.salemode.mode.SaleDaySummary;
import dev.netstock.salemode.mode.SaleMeasurements;
import dev.netstock.salemode.mode.SaleMeasurements.CallPeak;
import dev.netstock.salemode.mode.SaleMeasurements.Checkout;
import dev.netstock.salemode.mode.SaleMeasurements.Refusals;
import dev.netstock.salemode.mode.SaleMeasurements.Reservations;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SaleReport;
import dev.netstock.salemode.mode.Step;
import dev.netstock.salemode.mode.StepRun;
import dev.netstock.salemode.mode.WorkerLease;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.Sku;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads sale mode from the table, as {@link SaleModeJson} writes it. Rows written by earlier
 * releases have {@code held} in place of {@code activeOverrides}, and {@code told} in place of
 * {@code message}.
 */
public final class StoredSaleMode {
    private static final TextFormat<String> TEXT =
            new TextFormat<>("Must be a string.", _ -> true, Function.identity());
    private static final IntegerFormat NUMBER = new IntegerFormat(0, Long.MAX_VALUE);
    private static final int MANY = 100_000;

    private StoredSaleMode() {}

    /**
     * Reads sale mode.
     *
     * @throws IllegalArgumentException if the JSON is not a valid sale mode
     */
    public static SaleMode read(String json, Optional<WorkerLease> lease) {
        ValidationErrors errors = new ValidationErrors();
        Optional<SaleMode> read =
                JsonReader.read(json, errors)
                        .flatMap(value -> JsonMembers.of(value, "", errors))
                        .map(members -> mode(members, lease));
        return switch (errors.orElse(read::orElseThrow)) {
            case Decoded.Valid(var mode) -> mode;
            case Decoded.Invalid(var invalid) ->
                    throw new IllegalArgumentException("Sale mode cannot be read: " + invalid);
        };
    }

    private static SaleMode mode(JsonMembers members, Optional<WorkerLease> lease) {
        return new SaleMode(
                number(members, "version"),
                Phase.parse(text(members, "phase")).orElseThrow(),
                Instant.parse(text(members, "since")),
                members.optionalObject("plan").flatMap(PlanRequest::plan),
                overrides(
                        members.optionalObject("held")
                                .orElseGet(
                                        () ->
                                                members.requiredObject("activeOverrides")
                                                        .orElseThrow())),
                members.requiredObjects("steps", 0, MANY, step -> Optional.of(step(step))),
                lease,
                day(members));
    }

    private static ActiveOverrides overrides(JsonMembers overrides) {
        return new ActiveOverrides(
                SupplyPace.parse(text(overrides, "supply")).orElseThrow(),
                text(overrides, "requests").equals("bundled"),
                MallRule.of(
                        MallRule.Rule.parse(text(overrides, "malls")).orElseThrow(),
                        number(overrides, "mallCap")),
                skus(overrides.requiredElements("spread", 0, MANY)),
                // Rows written by earlier releases have none.
                overrides.hasAny(List.of("limited"))
                        ? skus(overrides.requiredElements("limited", 0, MANY))
                        : new TreeSet<>(),
                PlanRequest.pools(overrides, MANY));
    }

    private static SortedSet<Sku> skus(List<Json> elements) {
        return elements.stream()
                .map(element -> new Sku(((JsonString) element).value()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static StepRun step(JsonMembers step) {
        text(step, "state");
        return new StepRun(
                Step.parse(text(step, "step")).orElseThrow(),
                number(step, "number"),
                time(step, "beganAt"),
                time(step, "doneAt"),
                step.optional("told", TEXT).orElseGet(() -> text(step, "message")));
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
                members.optionalObject("report").map(StoredSaleMode::report));
    }

    private static Check check(JsonMembers check) {
        return new Check(
                text(check, "check"),
                Check.Verdict.parse(text(check, "verdict")).orElseThrow(),
                text(check, "found"));
    }

    private static SaleReport report(JsonMembers report) {
        return new SaleReport(
                Instant.parse(text(report, "from")),
                Instant.parse(text(report, "to")),
                signed(report, "orders"),
                signed(report, "units"),
                number(report, "givenBack"),
                time(report, "peakMinute")
                        .map(minute -> new SaleReport.Peak(minute, signed(report, "peakOrders"))),
                number(report, "oversold"),
                number(report, "unsold"),
                number(report, "drift"),
                // Reports written by earlier releases may have none.
                report.optionalObject("measured")
                        .map(StoredSaleMode::measured)
                        .orElse(SaleMeasurements.UNKNOWN),
                text(report, "report"));
    }

    private static SaleMeasurements measured(JsonMembers measured) {
        return new SaleMeasurements(
                measured.optionalObject("checkout").map(StoredSaleMode::checkout),
                measured.optionalObject("reservations").map(StoredSaleMode::reservations),
                measured.optional("expiredUnitSeconds", NUMBER),
                measured.optional("sweptUnitSeconds", NUMBER));
    }

    private static Checkout checkout(JsonMembers checkout) {
        return new Checkout(
                number(checkout, "calls"),
                new CallPeak(
                        Instant.parse(text(checkout, "peakMinute")), number(checkout, "peakCalls")),
                new Refusals(
                        number(checkout, "refused"),
                        number(checkout, "outOfStock"),
                        number(checkout, "unitsRefusedByMemory"),
                        number(checkout, "tryAgain"),
                        number(checkout, "failed")),
                number(checkout, "throttles"),
                number(checkout, "conflicts"));
    }

    private static Reservations reservations(JsonMembers reservations) {
        return new Reservations(
                number(reservations, "p99Ms"),
                Instant.parse(text(reservations, "slowestMinute")),
                number(reservations, "slowestP99Ms"));
    }

    private static String text(JsonMembers members, String name) {
        return members.required(name, TEXT).orElse("");
    }

    private static long number(JsonMembers members, String name) {
        return members.required(name, NUMBER).orElse(0L);
    }

    private static long signed(JsonMembers members, String name) {
        return members.required(name, new IntegerFormat(Long.MIN_VALUE, Long.MAX_VALUE)).orElse(0L);
    }

    private static Optional<Instant> time(JsonMembers members, String name) {
        return members.optional(name, TEXT).map(Instant::parse);
    }
}
