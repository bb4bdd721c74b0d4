package dev.netstock.local.saleday.verdict;

import dev.netstock.local.saleday.snapshot.DeltaRow;
import dev.netstock.local.saleday.snapshot.StockItem;
import dev.netstock.local.saleday.traffic.OrderAction;
import dev.netstock.local.saleday.traffic.OrderCall;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The figures of a sale. They are counted in the tables, except the responses to buyers.
 *
 * @param reserved reserved orders
 * @param confirmed confirmed orders
 * @param released orders released after a failed payment
 * @param expired expired orders
 * @param cancelled orders that were partly or fully cancelled
 * @param refused buyers refused for insufficient stock
 * @param unanswered buyers without a definitive response
 * @param requests number of requests
 * @param repeated retried requests without a definitive response
 * @param supply supplied units
 * @param sold units owned by orders
 * @param left available units
 * @param oversold units promised beyond the supply
 * @param leaked units of unclaimed takes
 */
public record SaleFigures(
        long reserved,
        long confirmed,
        long released,
        long expired,
        long cancelled,
        long refused,
        long unanswered,
        long requests,
        long repeated,
        long supply,
        long sold,
        long left,
        long oversold,
        long leaked) {
    static SaleFigures of(Evidence evidence) {
        List<StockItem> items = evidence.snapshot().items();
        long sold = items.stream().mapToLong(it -> evidence.snapshot().claimed(it.key())).sum();
        return new SaleFigures(
                orders(evidence, "RESERVED"),
                orders(evidence, "CONFIRMED"),
                orders(evidence, "RELEASED"),
                orders(evidence, "EXPIRED"),
                orders(evidence, "CANCELLED"),
                buyersWith(evidence, OrderCall::isInsufficientStock),
                evidence.buyers().size() - buyersWith(evidence, OrderCall::isDefinitive),
                calls(evidence).count(),
                calls(evidence).filter(call -> !call.isDefinitive()).count(),
                evidence.snapshot().supply(),
                sold,
                items.stream().mapToLong(StockItem::available).sum(),
                items.stream().mapToLong(item -> Math.max(0, -item.available())).sum(),
                evidence.snapshot().unclaimed());
    }

    private static long orders(Evidence evidence, String type) {
        return evidence.steps().values().stream()
                .filter(steps -> steps.stream().map(DeltaRow::type).anyMatch(type::equals))
                .count();
    }

    private static long buyersWith(Evidence evidence, Predicate<OrderCall> answer) {
        return evidence.buyers().keySet().stream()
                .filter(
                        order ->
                                evidence.callsOf(order).stream()
                                        .filter(call -> call.action() == OrderAction.RESERVE)
                                        .anyMatch(answer))
                .count();
    }

    private static Stream<OrderCall> calls(Evidence evidence) {
        return evidence.calls().values().stream().flatMap(List::stream);
    }
}
