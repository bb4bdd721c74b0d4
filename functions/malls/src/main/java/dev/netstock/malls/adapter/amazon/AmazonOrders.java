package dev.netstock.malls.adapter.amazon;

import dev.netstock.malls.adapter.http.AnswerJson;
import dev.netstock.malls.adapter.http.FormText;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.OrderSummary;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Orders at Amazon that the seller ships: Orders API 2026-01-01, without data of buyers. They are
 * listed by the time of the order. A list by the time of the last change ends two minutes ago, so
 * an order that changes often enough would be in none.
 *
 * @param api sends the requests
 * @param settings the seller
 * @param clock the time of searches
 */
record AmazonOrders(AmazonApi api, AmazonSettings settings, InstantSource clock) {
    static final int PAGE_MAX = 100;

    /** A search ends at least this long before now. */
    static final Duration VISIBILITY_LAG = Duration.ofMinutes(2);

    /** No window is documented. */
    static final Duration WINDOW = Duration.ofDays(30);

    private static final String ORDERS = "/orders/2026-01-01/orders";
    private static final String INCLUDED = "FULFILLMENT,CANCELLATION";

    OrderPage page(OrderQuery query) {
        Instant visible = clock.instant().minus(VISIBILITY_LAG);
        Position position = Position.of(query, visible);
        var parameters =
                new FormText()
                        .add("marketplaceIds", settings.marketplaceId())
                        .add("createdAfter", seconds(query.from()));
        if (position.isBounded()) {
            parameters.add("createdBefore", seconds(query.until()));
        }
        parameters
                .add("fulfilledBy", "MERCHANT")
                .add("maxResultsPerPage", PAGE_MAX)
                .add("includedData", INCLUDED);
        position.token().ifPresent(token -> parameters.add("paginationToken", token));
        AnswerJson answer = AmazonApi.body(api.get(ORDERS + "?" + parameters));
        return new OrderPage(
                answer.elements("orders").stream()
                        .filter(AmazonOrders::isSellers)
                        .map(AmazonOrders::order)
                        .map(OrderSummary::of)
                        .toList(),
                position.isBounded() ? seconds(query.until()) : visible,
                answer.find("pagination")
                        .flatMap(it -> it.findText("nextToken"))
                        .map(position::next));
    }

    /** One request for each order. */
    List<MallOrder> byNumber(List<String> numbers) {
        List<MallOrder> orders = new ArrayList<>(numbers.size());
        for (String number : numbers) {
            MallAnswer answer =
                    api.get(
                            ORDERS
                                    + "/"
                                    + FormText.pathSegment(number)
                                    + "?"
                                    + new FormText().add("includedData", INCLUDED));
            if (!(answer instanceof Answered answered && answered.status() == 404)) {
                Optional.of(AmazonApi.body(answer).at("order"))
                        .filter(AmazonOrders::isSellers)
                        .map(AmazonOrders::order)
                        .ifPresent(orders::add);
            }
        }
        return orders;
    }

    /** Orders that Amazon ships take units from Amazon's warehouses. */
    private static boolean isSellers(AnswerJson order) {
        return order.find("fulfillment")
                .flatMap(it -> it.findText("fulfilledBy"))
                .filter("AMAZON"::equals)
                .isEmpty();
    }

    private static MallOrder order(AnswerJson order) {
        return new MallOrder(
                order.text("orderId"),
                state(
                        order.find("fulfillment")
                                .flatMap(it -> it.findText("fulfillmentStatus"))
                                .orElse("")),
                order.time("createdTime"),
                order.time("lastUpdatedTime"),
                order.elements("orderItems").stream()
                        .filter(item -> item.at("product").findText("sellerSku").isPresent())
                        .map(AmazonOrders::line)
                        .toList(),
                Optional.empty());
    }

    private static MallOrderLine line(AnswerJson item) {
        return new MallOrderLine(
                item.text("orderItemId"),
                new MallItem(item.at("product").text("sellerSku"), ""),
                item.number("quantityOrdered"));
    }

    /** A state that is not known holds units, as an open order does. */
    static OrderState state(String status) {
        return switch (status) {
            case "PENDING_AVAILABILITY", "PENDING" -> OrderState.HELD;
            case "SHIPPED" -> OrderState.SHIPPED;
            case "CANCELLED" -> OrderState.CANCELLED;
            default -> OrderState.ACTIVE;
        };
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Where a page begins. All pages of a search must have the same parameters.
     *
     * @param isBounded whether the search has an end; one that is too close to now has none
     */
    private record Position(boolean isBounded, Optional<String> token) {
        private static final String BOUNDED = "bounded ";
        private static final String OPEN = "open ";

        private static Position of(OrderQuery query, Instant visible) {
            return query.page()
                    .map(
                            text ->
                                    text.startsWith(BOUNDED)
                                            ? new Position(true, after(text, BOUNDED))
                                            : new Position(false, after(text, OPEN)))
                    .orElseGet(
                            () -> new Position(query.until().isBefore(visible), Optional.empty()));
        }

        private static Optional<String> after(String text, String prefix) {
            return Optional.of(text.substring(prefix.length()));
        }

        private String next(String nextToken) {
            return (isBounded ? BOUNDED : OPEN) + nextToken;
        }
    }
}
