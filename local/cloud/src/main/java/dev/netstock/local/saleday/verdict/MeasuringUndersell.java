package dev.netstock.local.saleday.verdict;

import dev.netstock.local.saleday.Line;
import dev.netstock.local.saleday.books.Row;
import dev.netstock.local.saleday.traffic.Asked;
import dev.netstock.local.saleday.traffic.Called;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out what could have been sold and was not. */
final class MeasuringUndersell {
    /** A take is there before its row is: what is claimed so soon after was not to be had. */
    private static final Duration CLAIMED_WITHIN = Duration.ofMillis(500);

    private final Evidence evidence;
    private final Map<String, SkuTimeline> timelines = new HashMap<>();

    private MeasuringUndersell(Evidence evidence) {
        this.evidence = evidence;
    }

    static Undersell in(Evidence evidence) {
        return new MeasuringUndersell(evidence).measure();
    }

    private Undersell measure() {
        double swept = 0;
        for (Row row : evidence.books().rows()) {
            for (Row.Entry line : row.lines()) {
                if (row.isUndo()) {
                    Instant taken = firstAsked(row);
                    timeline(line.place().sku()).change(taken, -line.units());
                    swept += line.units() * SkuTimeline.seconds(taken, row.at());
                }
                timeline(line.place().sku()).change(row.at(), line.units());
            }
        }
        timelines.values().forEach(SkuTimeline::sort);
        double inCarts = 0;
        double overdue = 0;
        for (List<Row> steps : evidence.steps().values()) {
            inCarts += inCart(steps);
            overdue += overdue(steps);
        }
        return new Undersell(inCarts, overdue, swept, refused());
    }

    private SkuTimeline timeline(String sku) {
        return timelines.computeIfAbsent(sku, _ -> new SkuTimeline());
    }

    private Instant firstAsked(Row undo) {
        return evidence.callsOf(undo.orderId()).stream()
                .map(Called::sent)
                .min(Instant::compareTo)
                .orElse(undo.at());
    }

    private double refused() {
        List<Called> wrong =
                evidence.calls().values().stream()
                        .flatMap(List::stream)
                        .filter(call -> call.asked() == Asked.RESERVE && call.isShort())
                        .filter(this::wasAllThere)
                        .toList();
        for (Called call : wrong) {
            for (Line line : lines(call)) {
                timeline(line.sku()).refuse(call.answered(), line.units());
            }
        }
        timelines.values().forEach(SkuTimeline::sort);
        Instant end = lastAnswer();
        return timelines.values().stream().mapToDouble(timeline -> timeline.refused(end)).sum();
    }

    private boolean wasAllThere(Called call) {
        Instant until = call.answered().plus(CLAIMED_WITHIN);
        return lines(call).stream()
                .allMatch(line -> timeline(line.sku()).least(call.sent(), until) >= line.units());
    }

    private List<Line> lines(Called call) {
        return Optional.ofNullable(evidence.buyers().get(call.orderId())).stream()
                .flatMap(buyer -> buyer.lines().stream())
                .toList();
    }

    private Instant lastAnswer() {
        return evidence.calls().values().stream()
                .flatMap(List::stream)
                .filter(call -> call.asked() == Asked.RESERVE)
                .map(Called::answered)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static double inCart(List<Row> steps) {
        return unsold(
                steps,
                (reserved, back) -> {
                    Instant end = reserved.expiresAt().orElseThrow();
                    return SkuTimeline.seconds(
                            reserved.at(), back.at().isBefore(end) ? back.at() : end);
                });
    }

    private static double overdue(List<Row> steps) {
        return unsold(
                steps,
                (reserved, back) ->
                        SkuTimeline.seconds(reserved.expiresAt().orElseThrow(), back.at()));
    }

    private static double unsold(List<Row> steps, Held held) {
        Optional<Row> reserved = first(steps, "RESERVED");
        Optional<Row> back = first(steps, "RELEASED").or(() -> first(steps, "EXPIRED"));
        if (reserved.isEmpty() || back.isEmpty()) {
            return 0;
        }
        long units = back.get().lines().stream().mapToLong(Row.Entry::units).sum();
        return units * held.seconds(reserved.get(), back.get());
    }

    private static Optional<Row> first(List<Row> steps, String type) {
        return steps.stream().filter(row -> row.is(type)).findFirst();
    }

    /** How long units were held that came back in the end. */
    @FunctionalInterface
    private interface Held {
        double seconds(Row reserved, Row back);
    }
}
