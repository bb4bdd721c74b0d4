package dev.netstock.local.saleday.verdict;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.books.Books;
import dev.netstock.local.saleday.books.Row;
import dev.netstock.local.saleday.traffic.Called;

import java.util.List;
import java.util.Map;

/**
 * What a verdict is made from.
 *
 * @param buyers those who came in, by order id
 * @param calls what they asked and were answered, by order id
 * @param books the tables, of this sale's SKUs and orders
 * @param steps of the books, by order id
 */
record Evidence(
        Map<String, Buyer> buyers,
        Map<String, List<Called>> calls,
        Books books,
        Map<String, List<Row>> steps) {
    static Evidence of(List<Buyer> buyers, List<Called> calls, Books books) {
        return new Evidence(
                buyers.stream().collect(toMap(Buyer::orderId, identity())),
                calls.stream().collect(groupingBy(Called::orderId)),
                books,
                books.steps());
    }

    List<Called> callsOf(String orderId) {
        return calls.getOrDefault(orderId, List.of());
    }

    List<Row> stepsOf(String orderId) {
        return steps.getOrDefault(orderId, List.of());
    }
}
