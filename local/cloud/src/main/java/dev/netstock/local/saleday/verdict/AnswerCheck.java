package dev.netstock.local.saleday.verdict;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.Line;
import dev.netstock.local.saleday.books.Row;
import dev.netstock.local.saleday.traffic.Asked;
import dev.netstock.local.saleday.traffic.Called;
import dev.netstock.local.saleday.traffic.SaleApi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Whether each answer that a buyer got is what the order's rows say. */
record AnswerCheck(Evidence evidence) {
    Check check() {
        List<String> faults = new ArrayList<>();
        evidence.buyers().values().forEach(buyer -> faults.addAll(faultsOf(buyer)));
        for (String order : evidence.steps().keySet()) {
            if (!evidence.buyers().containsKey(order)) {
                faults.add(order + ": has rows, and nobody ordered it");
            }
        }
        return new Check("Answers", "each answer that a buyer got agrees with the rows", faults);
    }

    private List<String> faultsOf(Buyer buyer) {
        List<String> faults = new ArrayList<>();
        List<Called> calls = evidence.callsOf(buyer.orderId());
        List<Row> steps = evidence.stepsOf(buyer.orderId());
        if (calls.stream().filter(call -> is(call, Asked.RESERVE) && call.isNew()).count() > 1) {
            faults.add(buyer.orderId() + ": two clicks were both told 201");
        }
        for (Called call : calls) {
            if (call.isTrueAnswer() && !agrees(call, buyer, calls, steps)) {
                faults.add(
                        "%s: %s was answered %d %s, and its rows are %s"
                                .formatted(
                                        buyer.orderId(),
                                        call.asked(),
                                        call.status(),
                                        call.problem(),
                                        steps.stream().map(Row::type).toList()));
            }
        }
        return faults;
    }

    private static boolean agrees(Called call, Buyer buyer, List<Called> calls, List<Row> steps) {
        if (call.isDone()) {
            return isWritten(call.asked(), buyer, steps);
        }
        if (call.isClosed()) {
            return has(steps, row -> row.is("RELEASED") || row.is("EXPIRED"));
        }
        if (!call.isShort()) {
            return false;
        }
        return switch (call.asked()) {
            case RESERVE -> mayBeReserved(calls) || !has(steps, row -> row.is("RESERVED"));
            case CONFIRM -> !has(steps, row -> row.is("CONFIRMED"));
            case RELEASE, CANCEL -> false;
        };
    }

    private static boolean isWritten(Asked asked, Buyer buyer, List<Row> steps) {
        return switch (asked) {
            case RESERVE -> has(steps, row -> row.is("RESERVED") && isWhatWasAsked(row, buyer));
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

    /** Another click may have found units that came back, and one without an answer may go on. */
    private static boolean mayBeReserved(List<Called> calls) {
        return calls.stream()
                .filter(call -> is(call, Asked.RESERVE))
                .anyMatch(call -> call.isDone() || call.status() == 0);
    }

    private static boolean isWhatWasAsked(Row reserved, Buyer buyer) {
        Map<String, Long> taken =
                reserved.lines().stream()
                        .collect(
                                groupingBy(
                                        line -> line.place().sku(),
                                        TreeMap::new,
                                        summingLong(line -> -line.units())));
        Map<String, Long> asked =
                buyer.lines().stream()
                        .collect(groupingBy(Line::sku, TreeMap::new, summingLong(Line::units)));
        return taken.equals(asked) && areWhereAsked(reserved, buyer);
    }

    private static boolean areWhereAsked(Row reserved, Buyer buyer) {
        return reserved.lines().stream()
                .map(Row.Entry::place)
                .allMatch(
                        place ->
                                buyer.lines().stream()
                                        .filter(line -> line.sku().equals(place.sku()))
                                        .flatMap(line -> line.location().stream())
                                        .allMatch(place.location()::equals));
    }

    private static boolean is(Called call, Asked asked) {
        return call.asked() == asked;
    }

    private static boolean has(List<Row> steps, Predicate<Row> what) {
        return steps.stream().anyMatch(what);
    }
}
