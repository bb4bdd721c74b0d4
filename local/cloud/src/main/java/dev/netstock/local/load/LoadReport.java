package dev.netstock.local.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.load.LoadResult.Cost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The result of a load as text and as JSON. CPU times are in milliseconds for each reservation that
 * was made.
 */
public record LoadReport(LoadResult result) {
    private static final double MEDIAN = 0.5;
    private static final double TAIL = 0.99;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double TENTHS = 10;

    /** For people. */
    public List<String> lines() {
        var answers = result.reservations();
        List<String> lines = new ArrayList<>();
        lines.add(
                "Reservations  %d in %.1f s: %.1f a second"
                        .formatted(answers.made(), seconds(answers.took()), answers.perSecond()));
        lines.add(
                "Latency       p50 %.1f ms, p99 %.1f ms"
                        .formatted(
                                millis(answers.percentile(MEDIAN)),
                                millis(answers.percentile(TAIL))));
        lines.add("Answers       " + byStatus());
        result.cost()
                .ifPresentOrElse(
                        cost -> addCost(lines, cost),
                        () -> lines.add("CPU           not known: this system has no /proc"));
        if (!answers.soldOut().isEmpty()) {
            lines.add(soldOut());
        }
        lines.add(
                "Released %d orders, %s-…. The hold of any other ends within 15 minutes."
                        .formatted(result.released(), result.options().run()));
        return lines;
    }

    /** For programs. */
    public String json() {
        var answers = result.reservations();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("run", result.options().run())
                .put("connections", result.options().connections())
                .put("skus", result.options().skus().size())
                .put("seconds", rounded(seconds(answers.took())))
                .put("reservations", answers.made())
                .put("perSecond", rounded(answers.perSecond()))
                .put("p50Millis", rounded(millis(answers.percentile(MEDIAN))))
                .put("p99Millis", rounded(millis(answers.percentile(TAIL))));
        ObjectNode statuses = json.putObject("answers");
        answers.statuses().forEach((status, count) -> statuses.put(name(status), count));
        answers.soldOut().forEach(json.putArray("soldOut")::add);
        json.put("released", result.released());
        result.cost().ifPresent(cost -> putCost(json.putObject("cpuMillis"), cost));
        return json.toPrettyString();
    }

    private void putCost(ObjectNode json, Cost cost) {
        json.put("all", rounded(perReservation(total(cost))))
                .put("during", rounded(perReservation(sum(cost.during()))))
                .put("afterwards", rounded(perReservation(sum(cost.afterwards()))))
                .put("waitedSeconds", rounded(seconds(cost.waited())))
                .put("loadCommand", rounded(perReservation(cost.command())));
        ObjectNode processes = json.putObject("processes");
        byProcess(cost).forEach((name, time) -> processes.put(name, rounded(perReservation(time))));
    }

    private void addCost(List<String> lines, Cost cost) {
        lines.add(
                "CPU           %.1f ms for a reservation: %.1f during the load, %.1f in the %.1f s afterwards"
                        .formatted(
                                perReservation(total(cost)),
                                perReservation(sum(cost.during())),
                                perReservation(sum(cost.afterwards())),
                                seconds(cost.waited())));
        byProcess(cost).entrySet().stream()
                .filter(each -> each.getValue().isPositive())
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(
                        each ->
                                lines.add(
                                        "    %6.2f    %s"
                                                .formatted(
                                                        perReservation(each.getValue()),
                                                        each.getKey())));
        lines.add(
                "    %6.2f    this command, not included"
                        .formatted(perReservation(cost.command())));
    }

    private String byStatus() {
        return result.reservations().statuses().entrySet().stream()
                .map(each -> name(each.getKey()) + ": " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String name(int status) {
        return status == OrderApi.NO_RESPONSE ? "no response" : Integer.toString(status);
    }

    private String soldOut() {
        List<String> skus = result.reservations().soldOut();
        int all = result.options().skus().size();
        return skus.size() == all
                ? "The supply of all %d SKUs is used up at %s; the load ended early."
                        .formatted(all, result.options().location())
                : "The supply of %d of the %d SKUs is used up at %s; the load went on with the others."
                        .formatted(skus.size(), all, result.options().location());
    }

    private static Map<String, Duration> byProcess(Cost cost) {
        Map<String, Duration> all = new TreeMap<>(cost.during());
        cost.afterwards().forEach((name, time) -> all.merge(name, time, Duration::plus));
        return all;
    }

    private static Duration total(Cost cost) {
        return sum(cost.during()).plus(sum(cost.afterwards()));
    }

    private static Duration sum(Map<String, Duration> times) {
        return times.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    private double perReservation(Duration time) {
        return millis(time) / Math.max(1, result.reservations().made());
    }

    private static double millis(Duration time) {
        return time.toNanos() / NANOS_PER_MILLI;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }

    private static double rounded(double figure) {
        return Math.round(figure * TENTHS) / TENTHS;
    }
}
