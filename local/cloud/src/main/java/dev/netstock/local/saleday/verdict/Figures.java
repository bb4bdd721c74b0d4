package dev.netstock.local.saleday.verdict;

import dev.netstock.local.saleday.books.Item;
import dev.netstock.local.saleday.books.Row;
import dev.netstock.local.saleday.traffic.Asked;
import dev.netstock.local.saleday.traffic.Called;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What came of a sale, counted in the tables, save for what buyers were told.
 *
 * @param reserved orders that got their units
 * @param confirmed orders that were paid
 * @param released orders whose payment failed
 * @param expired orders that nobody came back for
 * @param cancelled orders that were cancelled, in part or in full
 * @param refused buyers who were told that there are too few
 * @param unanswered buyers who never got a true answer
 * @param requests all of them
 * @param repeated requests without a true answer, which were made again
 * @param supply units that came in
 * @param sold units that orders own
 * @param left units that can still be promised
 * @param oversold units below zero
 * @param leaked units of takes that nobody owns
 */
public record Figures(
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
    static Figures of(Evidence evidence) {
        List<Item> items = evidence.books().items();
        long sold = items.stream().mapToLong(it -> evidence.books().claimed(it.place())).sum();
        return new Figures(
                orders(evidence, "RESERVED"),
                orders(evidence, "CONFIRMED"),
                orders(evidence, "RELEASED"),
                orders(evidence, "EXPIRED"),
                orders(evidence, "CANCELLED"),
                buyersTold(evidence, Called::isShort),
                evidence.buyers().size() - buyersTold(evidence, Called::isTrueAnswer),
                calls(evidence).count(),
                calls(evidence).filter(call -> !call.isTrueAnswer()).count(),
                evidence.books().supply(),
                sold,
                items.stream().mapToLong(Item::available).sum(),
                items.stream().mapToLong(item -> Math.max(0, -item.available())).sum(),
                evidence.books().open());
    }

    private static long orders(Evidence evidence, String type) {
        return evidence.steps().values().stream()
                .filter(steps -> steps.stream().map(Row::type).anyMatch(type::equals))
                .count();
    }

    private static long buyersTold(Evidence evidence, Predicate<Called> answer) {
        return evidence.buyers().keySet().stream()
                .filter(
                        order ->
                                evidence.callsOf(order).stream()
                                        .filter(call -> call.asked() == Asked.RESERVE)
                                        .anyMatch(answer))
                .count();
    }

    private static Stream<Called> calls(Evidence evidence) {
        return evidence.calls().values().stream().flatMap(List::stream);
    }
}
