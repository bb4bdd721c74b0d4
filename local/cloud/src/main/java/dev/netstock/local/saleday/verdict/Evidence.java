package dev.netstock.local.saleday.verdict;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.snapshot.DeltaRow;
import dev.netstock.local.saleday.snapshot.StockSnapshot;
import dev.netstock.local.saleday.traffic.OrderCall;

import java.util.List;
import java.util.Map;

/**
 * The input of a verdict.
 *
 * @param buyers admitted buyers by order id
 * @param calls their calls by order id
 * @param snapshot the tables' contents for this sale
 * @param steps steps of the orders, by order id
 */
record Evidence(
        Map<String, Buyer> buyers,
        Map<String, List<OrderCall>> calls,
        StockSnapshot snapshot,
        Map<String, List<DeltaRow>> steps) {
    static Evidence of(List<Buyer> buyers, List<OrderCall> calls, StockSnapshot snapshot) {
        return new Evidence(
                buyers.stream().collect(toMap(Buyer::orderId, identity())),
                calls.stream().collect(groupingBy(OrderCall::orderId)),
                snapshot,
                snapshot.steps());
    }

    List<OrderCall> callsOf(String orderId) {
        return calls.getOrDefault(orderId, List.of());
    }

    List<DeltaRow> stepsOf(String orderId) {
        return steps.getOrDefault(orderId, List.of());
    }
}
