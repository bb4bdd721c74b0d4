package dev.netstock.local.saleday.verdict;

import dev.netstock.local.saleday.OrderLine;
import dev.netstock.local.saleday.snapshot.DeltaRow;
import dev.netstock.local.saleday.traffic.OrderAction;
import dev.netstock.local.saleday.traffic.OrderCall;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures the units that could have been sold but were not. */
final class UndersellMeasurement {
    /**
     * A take precedes its row: units that are claimed within this time after a refusal were not
     * available.
     */
    private static final Duration CLAIMED_WITHIN = Duration.ofMillis(500);

    private final Evidence evidence;
    private final Map<String, SkuTimeline> timelines = new HashMap<>();

    private UndersellMeasurement(Evidence evidence) {
        this.evidence = evidence;
    }

    static Undersell in(Evidence evidence) {
        return new UndersellMeasurement(evidence).measure();
    }

    private Undersell measure() {
        double swept = 0;
        for (DeltaRow row : evidence.snapshot().rows()) {
            for (DeltaRow.Entry line : row.lines()) {
                if (row.isUndo()) {
                    Instant taken = firstRequest(row);
                    timeline(line.key().sku()).change(taken, -line.units());
                    swept += line.units() * SkuTimeline.seconds(taken, row.at());
                }
                timeline(line.key().sku()).change(row.at(), line.units());
            }
        }
        timelines.values().forEach(SkuTimeline::sort);
        double inCarts = 0;
        double overdue = 0;
        for (List<DeltaRow> steps : evidence.steps().values()) {
            inCarts += inCart(steps);
            overdue += overdue(steps);
        }
        return new Undersell(inCarts, overdue, swept, refused());
    }

    private SkuTimeline timeline(String sku) {
        return timelines.computeIfAbsent(sku, _ -> new SkuTimeline());
    }

    private Instant firstRequest(DeltaRow undo) {
        return evidence.callsOf(undo.orderId()).stream()
                .map(OrderCall::sent)
                .min(Instant::compareTo)
                .orElse(undo.at());
    }

    private double refused() {
        List<OrderCall> wrong =
                evidence.calls().values().stream()
                        .flatMap(List::stream)
                        .filter(
                                call ->
                                        call.action() == OrderAction.RESERVE
                                                && call.isInsufficientStock())
                        .filter(this::wasAvailable)
                        .toList();
        for (OrderCall call : wrong) {
            for (OrderLine line : lines(call)) {
                timeline(line.sku()).refuse(call.answered(), line.units());
            }
        }
        timelines.values().forEach(SkuTimeline::sort);
        Instant end = lastAnswer();
        return timelines.values().stream().mapToDouble(timeline -> timeline.refused(end)).sum();
    }

    private boolean wasAvailable(OrderCall call) {
        Instant until = call.answered().plus(CLAIMED_WITHIN);
        return lines(call).stream()
                .allMatch(line -> timeline(line.sku()).least(call.sent(), until) >= line.units());
    }

    private List<OrderLine> lines(OrderCall call) {
        return Optional.ofNullable(evidence.buyers().get(call.orderId())).stream()
                .flatMap(buyer -> buyer.lines().stream())
                .toList();
    }

    private Instant lastAnswer() {
        return evidence.calls().values().stream()
                .flatMap(List::stream)
                .filter(call -> call.action() == OrderAction.RESERVE)
                .map(OrderCall::answered)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static double inCart(List<DeltaRow> steps) {
        return unsold(
                steps,
                (reserved, back) -> {
                    Instant end = reserved.expiresAt().orElseThrow();
                    return SkuTimeline.seconds(
                            reserved.at(), back.at().isBefore(end) ? back.at() : end);
                });
    }

    private static double overdue(List<DeltaRow> steps) {
        return unsold(
                steps,
                (reserved, back) ->
                        SkuTimeline.seconds(reserved.expiresAt().orElseThrow(), back.at()));
    }

    private static double unsold(List<DeltaRow> steps, Held held) {
        Optional<DeltaRow> reserved = first(steps, "RESERVED");
        Optional<DeltaRow> back = first(steps, "RELEASED").or(() -> first(steps, "EXPIRED"));
        if (reserved.isEmpty() || back.isEmpty()) {
            return 0;
        }
        long units = back.get().lines().stream().mapToLong(DeltaRow.Entry::units).sum();
        return units * held.seconds(reserved.get(), back.get());
    }

    private static Optional<DeltaRow> first(List<DeltaRow> steps, String type) {
        return steps.stream().filter(row -> row.is(type)).findFirst();
    }

    /** The duration for which returned units were held. */
    @FunctionalInterface
    private interface Held {
        double seconds(DeltaRow reserved, DeltaRow back);
    }
}
