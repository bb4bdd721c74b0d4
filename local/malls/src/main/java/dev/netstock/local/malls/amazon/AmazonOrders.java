package dev.netstock.local.malls.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Rates.Rate;
import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shop.OrderLine;
import dev.netstock.local.malls.shop.OrderState;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * searchOrders and getOrder. {@code fulfillment} and {@code cancellation} are only in the answer if
 * {@code includedData} asks for them, as the model has it.
 *
 * @see <a
 *     href="https://github.com/amzn/selling-partner-api-models/blob/main/models/orders-api-model/orders_2026-01-01.json">Orders
 *     2026-01-01</a>
 */
final class AmazonOrders {
    private static final String PATH = "orders/2026-01-01/orders";
    private static final Rate SEARCH_RATE = new Rate(0.0056, 20);
    private static final Rate GET_RATE = new Rate(0.5, 30);
    private static final Duration DELAY = Duration.ofMinutes(2);
    private static final Duration TOKEN_LIFE = Duration.ofHours(24);
    private static final int PAGE_MAX = 100;
    private static final Set<String> DATASETS =
            Set.of(
                    "BUYER",
                    "RECIPIENT",
                    "PROCEEDS",
                    "EXPENSE",
                    "PROMOTION",
                    "CANCELLATION",
                    "FULFILLMENT",
                    "PACKAGES",
                    "TAX",
                    "PAYMENT",
                    "FULFILLMENT_ORDERS");
    private static final Set<String> STATUSES =
            Set.of(
                    "PENDING_AVAILABILITY",
                    "PENDING",
                    "UNSHIPPED",
                    "PARTIALLY_SHIPPED",
                    "SHIPPED",
                    "CANCELLED",
                    "UNFULFILLABLE");

    private final AmazonMall mall;
    private final Map<String, Page> pages = new HashMap<>();

    /** A period of updates or of creations. */
    private record Period(boolean ofUpdates, Instant from, Instant to) {
        Instant time(Order order) {
            return ofUpdates ? order.updatedAt() : order.placedAt();
        }

        boolean contains(Order order) {
            return !time(order).isBefore(from) && !time(order).isAfter(to);
        }
    }

    /** Where a token continues. */
    private record Page(Period period, String after, Instant expiresAt) {}

    AmazonOrders(AmazonMall mall) {
        this.mall = mall;
    }

    Answer answer(Call call) {
        if (call.is("GET", PATH)) {
            return mall.paced("searchOrders", SEARCH_RATE, () -> search(call));
        }
        if (call.isUnder("GET", PATH, 1)) {
            return mall.paced("getOrder", GET_RATE, () -> get(call));
        }
        return AmazonMall.error(404, "NotFound", "The path does not exist");
    }

    private Answer get(Call call) {
        Set<String> included = list(call, "includedData", DATASETS);
        return mall.shop()
                .visibleOrder(call.segmentFromEnd(0))
                .map(order -> Answer.json(200, wrapped(json(order, included))))
                .orElseGet(() -> AmazonMall.error(404, "NotFound", "There is no such order"));
    }

    private static ObjectNode wrapped(ObjectNode order) {
        var body = Json.object();
        body.set("order", order);
        return body;
    }

    private Answer search(Call call) {
        Set<String> included = list(call, "includedData", DATASETS);
        Set<String> statuses = list(call, "fulfillmentStatuses", STATUSES);
        Set<String> fulfilledBy = list(call, "fulfilledBy", Set.of("MERCHANT", "AMAZON"));
        list(call, "marketplaceIds", Set.of(AmazonMall.MARKETPLACE));
        int size = size(call);
        Period period = period(call);
        Optional<String> after = call.parameter("paginationToken").map(it -> after(it, period));
        Function<Order, String> key = order -> period.time(order) + " " + order.number();
        List<Order> rest =
                mall.shop().visibleOrders().stream()
                        .filter(period::contains)
                        .filter(it -> statuses.isEmpty() || statuses.contains(status(it)))
                        .filter(
                                it ->
                                        fulfilledBy.isEmpty()
                                                || fulfilledBy.contains(fulfilledBy(it)))
                        .filter(it -> after.isEmpty() || key.apply(it).compareTo(after.get()) > 0)
                        .sorted(Comparator.comparing(key))
                        .toList();
        var body = Json.object();
        var orders = body.putArray("orders");
        rest.stream().limit(size).forEach(order -> orders.add(json(order, included)));
        if (rest.size() > size) {
            String token = "page-" + (pages.size() + 1);
            String last = key.apply(rest.get(size - 1));
            pages.put(token, new Page(period, last, mall.now().plus(TOKEN_LIFE)));
            body.putObject("pagination").put("nextToken", token);
        }
        return Answer.json(
                200,
                body.put(
                        period.ofUpdates() ? "lastUpdatedBefore" : "createdBefore",
                        period.to().toString()));
    }

    private String after(String token, Period period) {
        return Optional.ofNullable(pages.get(token))
                .filter(page -> mall.now().isBefore(page.expiresAt()))
                .filter(page -> page.period().ofUpdates() == period.ofUpdates())
                .filter(page -> page.period().from().equals(period.from()))
                .map(Page::after)
                .orElseThrow(() -> AmazonMall.refusal("paginationToken is invalid or has expired"));
    }

    private Period period(Call call) {
        Optional<Instant> created = time(call, "createdAfter");
        Optional<Instant> updated = time(call, "lastUpdatedAfter");
        if (created.isPresent() == updated.isPresent()) {
            throw AmazonMall.refusal("Give exactly one of createdAfter and lastUpdatedAfter");
        }
        boolean ofUpdates = updated.isPresent();
        if (time(call, ofUpdates ? "createdBefore" : "lastUpdatedBefore").isPresent()) {
            throw AmazonMall.refusal("The two times do not belong together");
        }
        Instant latest = mall.now().minus(DELAY);
        Instant from = updated.or(() -> created).orElseThrow();
        Instant to = time(call, ofUpdates ? "lastUpdatedBefore" : "createdBefore").orElse(latest);
        if (to.isAfter(latest) || (to.isBefore(from) && !to.equals(latest))) {
            throw AmazonMall.refusal(
                    "The end must be at or after the start, and two minutes before now");
        }
        return new Period(ofUpdates, from, to);
    }

    private static int size(Call call) {
        String size = call.parameter("maxResultsPerPage").orElse("" + PAGE_MAX);
        if (!size.matches("\\d{1,3}") || size.equals("0") || Integer.parseInt(size) > PAGE_MAX) {
            throw AmazonMall.refusal("maxResultsPerPage must be between 1 and 100");
        }
        return Integer.parseInt(size);
    }

    private static Set<String> list(Call call, String name, Set<String> known) {
        Optional<String> text = call.parameter(name);
        if (text.isEmpty()) {
            return Set.of();
        }
        Set<String> values = Set.copyOf(Arrays.asList(text.get().split(",", -1)));
        if (!known.containsAll(values)) {
            throw AmazonMall.refusal(name + " is invalid");
        }
        return values;
    }

    private static Optional<Instant> time(Call call, String name) {
        try {
            return call.parameter(name).map(it -> OffsetDateTime.parse(it).toInstant());
        } catch (DateTimeException _) {
            throw AmazonMall.refusal(name + " is no time");
        }
    }

    private static ObjectNode json(Order order, Set<String> included) {
        var json =
                Json.object()
                        .put("orderId", order.number())
                        .put("createdTime", order.placedAt().toString())
                        .put("lastUpdatedTime", order.updatedAt().toString());
        json.putObject("salesChannel")
                .put("channelName", "AMAZON")
                .put("marketplaceId", AmazonMall.MARKETPLACE)
                .put("marketplaceName", "Amazon.co.jp");
        if (included.contains("FULFILLMENT")) {
            json.putObject("fulfillment")
                    .put("fulfillmentStatus", status(order))
                    .put("fulfilledBy", fulfilledBy(order));
        }
        var items = json.putArray("orderItems");
        order.lines().forEach(line -> items.add(item(order, line, included)));
        return json;
    }

    private static ObjectNode item(Order order, OrderLine line, Set<String> included) {
        var item =
                Json.object()
                        .put("orderItemId", itemId(order, line))
                        .put("quantityOrdered", line.quantity());
        item.putObject("product").put("sellerSku", line.item().item());
        if (included.contains("CANCELLATION") && order.state() == OrderState.CANCELLING) {
            item.putObject("cancellation")
                    .putObject("cancellationRequest")
                    .put("requester", "BUYER")
                    .put("cancelReason", "");
        }
        return item;
    }

    static String itemId(Order order, OrderLine line) {
        return order.number().replace("-", "").substring(3)
                + "%03d".formatted(Integer.parseInt(line.id()));
    }

    static String fulfilledBy(Order order) {
        return order.isFulfilledByMall() ? "AMAZON" : "MERCHANT";
    }

    /** An order begins as PENDING, as the model says. */
    static String status(Order order) {
        return switch (order.state()) {
            case HELD, NEW -> "PENDING";
            case PROCESSING, ACTIVE, CANCELLING -> "UNSHIPPED";
            case SHIPPED, DONE -> "SHIPPED";
            case CANCELLED -> "CANCELLED";
        };
    }
}
