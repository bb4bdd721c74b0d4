package dev.netstock.malls.adapter.shopify;

import dev.netstock.malls.adapter.http.AnswerJson;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.OrderSummary;
import dev.netstock.platform.json.JsonWriter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Orders at Shopify, without any data of customers. An order's number is the number in its id, as
 * in webhooks, not the name that people see. The list has no lines, whose cost would be that of the
 * most lines possible.
 *
 * @param api sends the requests
 * @param locationId the settings' location
 * @param orderLag how much later a change may appear in a search
 * @param clock the time of searches
 */
record ShopifyOrders(ShopifyApi api, String locationId, Duration orderLag, InstantSource clock) {
    static final int PAGE_MAX = 250;

    /** Ten orders with 20 lines each cost at most about 600 of the 1,000 points of a query. */
    static final int DETAILS_MAX = 10;

    /** Older orders need a scope of their own, {@code read_all_orders}. */
    static final Duration WINDOW = Duration.ofDays(60);

    private static final String ORDER = "gid://shopify/Order/";
    private static final String LINES =
            "pageInfo { hasNextPage endCursor } nodes { id quantity currentQuantity"
                    + " variant { inventoryItem { id } } }";
    private static final String LIST =
            "query Orders($first: Int!, $after: String, $query: String!) { orders(first: $first,"
                    + " after: $after, sortKey: UPDATED_AT, query: $query) {"
                    + " pageInfo { hasNextPage endCursor } nodes { id updatedAt } } }";
    private static final String DETAILS =
            "query OrderDetails($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { id createdAt"
                    + " updatedAt cancelledAt displayFulfillmentStatus displayFinancialStatus"
                    + " lineItems(first: 20) { "
                    + LINES
                    + " } } } }";
    private static final String MORE_LINES =
            "query OrderLines($id: ID!, $after: String!) { order(id: $id) {"
                    + " lineItems(first: 100, after: $after) { "
                    + LINES
                    + " } } }";

    OrderPage page(OrderQuery query) {
        Instant now = clock.instant();
        AnswerJson orders =
                api.query(
                                LIST,
                                json -> {
                                    json.writeNumberField("first", PAGE_MAX);
                                    if (query.page().isPresent()) {
                                        json.writeStringField("after", query.page().get());
                                    }
                                    json.writeStringField("query", filter(query));
                                })
                        .at("orders");
        Instant visible = now.minus(orderLag);
        return new OrderPage(
                orders.elements("nodes").stream().map(ShopifyOrders::summary).toList(),
                query.until().isBefore(visible) ? query.until() : visible,
                nextPage(orders));
    }

    List<MallOrder> byNumber(List<String> numbers) {
        List<MallOrder> orders = new ArrayList<>(numbers.size());
        for (int from = 0; from < numbers.size(); from += DETAILS_MAX) {
            List<String> batch =
                    numbers.subList(from, Math.min(from + DETAILS_MAX, numbers.size()));
            api.query(DETAILS, ids(batch)).elements("nodes").stream()
                    .filter(node -> node.find("id").isPresent())
                    .map(this::order)
                    .forEach(orders::add);
        }
        return orders;
    }

    private static String filter(OrderQuery query) {
        return "updated_at:>='%s' updated_at:<'%s'".formatted(query.from(), query.until());
    }

    private static JsonWriter.Part ids(List<String> numbers) {
        return json -> {
            json.writeArrayFieldStart("ids");
            for (String number : numbers) {
                json.writeString(ORDER + number);
            }
            json.writeEndArray();
        };
    }

    private static OrderSummary summary(AnswerJson order) {
        return new OrderSummary(number(order), order.findTime("updatedAt"), Optional.empty());
    }

    private MallOrder order(AnswerJson order) {
        OrderState state = state(order);
        return new MallOrder(
                number(order),
                state,
                order.time("createdAt"),
                order.time("updatedAt"),
                lines(order).stream()
                        .flatMap(line -> line(line, state == OrderState.CANCELLED).stream())
                        .toList(),
                Optional.empty());
    }

    private static OrderState state(AnswerJson order) {
        if (order.find("cancelledAt").isPresent()) {
            return OrderState.CANCELLED;
        }
        String fulfillment = order.findText("displayFulfillmentStatus").orElse("");
        boolean isPending =
                order.findText("displayFinancialStatus").filter("PENDING"::equals).isPresent();
        return switch (fulfillment) {
            case "FULFILLED" -> OrderState.SHIPPED;
            case "ON_HOLD" -> OrderState.HELD;
            default -> isPending ? OrderState.HELD : OrderState.ACTIVE;
        };
    }

    private List<AnswerJson> lines(AnswerJson order) {
        AnswerJson page = order.at("lineItems");
        List<AnswerJson> lines = new ArrayList<>(page.elements("nodes"));
        for (Optional<String> next = nextPage(page); next.isPresent(); next = nextPage(page)) {
            String after = next.get();
            page =
                    api.query(
                                    MORE_LINES,
                                    json -> {
                                        json.writeStringField("id", order.text("id"));
                                        json.writeStringField("after", after);
                                    })
                            .at("order")
                            .at("lineItems");
            lines.addAll(page.elements("nodes"));
        }
        return lines;
    }

    /** A line without a variant is no item of the store: it has no stock. */
    private Optional<MallOrderLine> line(AnswerJson line, boolean isCancelled) {
        return line.find("variant")
                .flatMap(variant -> variant.find("inventoryItem"))
                .map(
                        item ->
                                new MallOrderLine(
                                        number(line),
                                        new MallItem(item.text("id"), locationId),
                                        line.number(isCancelled ? "quantity" : "currentQuantity")));
    }

    private static Optional<String> nextPage(AnswerJson connection) {
        AnswerJson pageInfo = connection.at("pageInfo");
        return pageInfo.isTrue("hasNextPage") ? pageInfo.findText("endCursor") : Optional.empty();
    }

    /** The number at the end of a global id. */
    private static String number(AnswerJson object) {
        String id = object.text("id");
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
