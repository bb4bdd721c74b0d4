package dev.netstock.local.saleday.verdict;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.OrderLine;
import dev.netstock.local.saleday.snapshot.DeltaRow;
import dev.netstock.local.saleday.traffic.OrderAction;
import dev.netstock.local.saleday.traffic.OrderCall;
import dev.netstock.local.saleday.traffic.SaleApi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Checks that each response to a buyer agrees with the order's rows. */
record AnswerCheck(Evidence evidence) {
    Check check() {
        List<String> violations = new ArrayList<>();
        evidence.buyers().values().forEach(buyer -> violations.addAll(violationsOf(buyer)));
        for (String order : evidence.steps().keySet()) {
            if (!evidence.buyers().containsKey(order)) {
                violations.add(order + ": has rows but no buyer");
            }
        }
        return new Check("Answers", "each response to a buyer agrees with the rows", violations);
    }

    private List<String> violationsOf(Buyer buyer) {
        List<String> violations = new ArrayList<>();
        List<OrderCall> calls = evidence.callsOf(buyer.orderId());
        List<DeltaRow> steps = evidence.stepsOf(buyer.orderId());
        if (calls.stream().filter(call -> is(call, OrderAction.RESERVE) && call.isCreated()).count()
                > 1) {
            violations.add(buyer.orderId() + ": both clicks got 201");
        }
        for (OrderCall call : calls) {
            if (call.isDefinitive() && !agrees(call, buyer, calls, steps)) {
                violations.add(
                        "%s: %s got %d %s, but the rows are %s"
                                .formatted(
                                        buyer.orderId(),
                                        call.action(),
                                        call.status(),
                                        call.problem(),
                                        steps.stream().map(DeltaRow::type).toList()));
            }
        }
        return violations;
    }

    private static boolean agrees(
            OrderCall call, Buyer buyer, List<OrderCall> calls, List<DeltaRow> steps) {
        if (call.isSuccess()) {
            return isWritten(call.action(), buyer, steps);
        }
        if (call.isReservationClosed()) {
            return has(steps, row -> row.is("RELEASED") || row.is("EXPIRED"));
        }
        if (!call.isInsufficientStock() && !call.isLimitExceeded()) {
            return false;
        }
        return switch (call.action()) {
            case RESERVE -> mayHaveReserved(calls) || !has(steps, row -> row.is("RESERVED"));
            case CONFIRM -> !has(steps, row -> row.is("CONFIRMED"));
            case RELEASE, CANCEL -> false;
        };
    }

    private static boolean isWritten(OrderAction action, Buyer buyer, List<DeltaRow> steps) {
        return switch (action) {
            case RESERVE -> has(steps, row -> row.is("RESERVED") && matchesRequest(row, buyer));
            case CONFIRM -> has(steps, row -> row.is("CONFIRMED"));
            case RELEASE -> has(steps, row -> row.is("RELEASED") || row.is("EXPIRED"));
            case CANCEL ->
                    has(
                            steps,
                            row ->
                                    row.cancellationId()
                                            .filter(SaleApi.CANCELLATION::equals)
                                            .isPresent());
        };
    }

    /**
     * A parallel click may have found returned units, and a request without a response may still be
     * in progress.
     */
    private static boolean mayHaveReserved(List<OrderCall> calls) {
        return calls.stream()
                .filter(call -> is(call, OrderAction.RESERVE))
                .anyMatch(call -> call.isSuccess() || call.status() == 0);
    }

    private static boolean matchesRequest(DeltaRow reserved, Buyer buyer) {
        Map<String, Long> taken =
                reserved.lines().stream()
                        .collect(
                                groupingBy(
                                        line -> line.key().sku(),
                                        TreeMap::new,
                                        summingLong(line -> -line.units())));
        Map<String, Long> requested =
                buyer.lines().stream()
                        .collect(
                                groupingBy(
                                        OrderLine::sku,
                                        TreeMap::new,
                                        summingLong(OrderLine::units)));
        return taken.equals(requested) && matchesLocations(reserved, buyer);
    }

    private static boolean matchesLocations(DeltaRow reserved, Buyer buyer) {
        return reserved.lines().stream()
                .map(DeltaRow.Entry::key)
                .allMatch(
                        key ->
                                buyer.lines().stream()
                                        .filter(line -> line.sku().equals(key.sku()))
                                        .flatMap(line -> line.location().stream())
                                        .allMatch(key.location()::equals));
    }

    private static boolean is(OrderCall call, OrderAction action) {
        return call.action() == action;
    }

    private static boolean has(List<DeltaRow> steps, Predicate<DeltaRow> what) {
        return steps.stream().anyMatch(what);
    }
}
