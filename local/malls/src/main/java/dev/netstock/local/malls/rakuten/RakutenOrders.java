package dev.netstock.local.malls.rakuten;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Rates.Rate;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.shop.Item;
import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shop.OrderLine;
import dev.netstock.local.malls.shop.OrderState;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * PurchaseItemAPI, and confirmOrder and cancelOrder. Assumed: the message codes, after the order
 * API of the same family, 400 for wrong parameters, and one request a second for each operation.
 */
final class RakutenOrders {
    private static final int WINDOW_DAYS_MAX = 63;
    private static final int AGE_DAYS_MAX = 730;
    private static final int PAGE_MAX = 1_000;
    private static final int PAGE_USUAL = 30;
    private static final int RESULTS_MAX = 15_000;
    private static final int NUMBERS_MAX = 100;
    private static final int DATE_TYPES = 6;
    private static final String ZONE = "+0900";
    private static final String PREFIX = "ORDER_EXT_API_";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssZ");

    private final RakutenMall mall;

    RakutenOrders(RakutenMall mall) {
        this.mall = mall;
    }

    Answer answer(Call call) {
        String operation = call.path().getLast();
        String path = String.join("/", call.path().subList(2, call.path().size()));
        if (!call.method().equals("POST")) {
            return wrong("The method is not allowed");
        }
        mall.pace(operation, Rate.perSecond(1));
        ObjectNode body =
                Json.object(call.body())
                        .orElseThrow(() -> new Refusal(wrong("The body is no object")));
        return switch (path) {
            case "purchaseItem/searchOrderItem" -> search(body);
            case "purchaseItem/getOrderItem" -> get(body);
            case "order/confirmOrder" -> confirm(body);
            case "order/cancelOrder" -> cancel(body);
            default -> Answer.empty(404);
        };
    }

    private Answer search(ObjectNode body) {
        int dateType = body.path("dateType").asInt();
        if (dateType < 1 || dateType > DATE_TYPES) {
            return wrong("dateType is invalid");
        }
        Instant from = time(body, "startDatetime");
        Instant to = time(body, "endDatetime");
        if (to.isBefore(from) || Duration.between(from, to).toDays() > WINDOW_DAYS_MAX) {
            return wrong("The period is longer than 63 days");
        }
        if (from.isBefore(mall.now().minus(Duration.ofDays(AGE_DAYS_MAX)))) {
            return wrong("startDatetime is more than 730 days ago");
        }
        List<Order> found =
                mall.shop().visibleOrders().stream()
                        .filter(order -> isIn(date(order, dateType), from, to))
                        .filter(order -> isWanted(order, body.path("orderProgressList")))
                        .toList();
        return found.size() > RESULTS_MAX
                ? wrong("More than 15000 orders")
                : page(found, body.path("PaginationRequestModel"));
    }

    private static boolean isIn(Optional<Instant> time, Instant from, Instant to) {
        return time.filter(it -> !it.isBefore(from) && !it.isAfter(to)).isPresent();
    }

    private static boolean isWanted(Order order, JsonNode states) {
        if (states.isMissingNode() || states.isEmpty()) {
            return true;
        }
        for (JsonNode state : states) {
            if (state.asInt() == progress(order)) {
                return true;
            }
        }
        return false;
    }

    /** 1 ordered, 2 confirmed, 3 final, 4 shipped, 5 shipment reported, 6 settled. */
    private static Optional<Instant> date(Order order, int type) {
        return switch (type) {
            case 1 -> Optional.of(order.placedAt());
            case 2 -> order.reachedAt(OrderState.PROCESSING);
            case 3 -> order.reachedAt(OrderState.ACTIVE);
            case 4, 5 -> order.reachedAt(OrderState.SHIPPED);
            default -> order.reachedAt(OrderState.DONE);
        };
    }

    private Answer page(List<Order> found, JsonNode model) {
        int size = model.path("requestRecordsAmount").asInt(PAGE_USUAL);
        int page = model.path("requestPage").asInt(1);
        if (size < 1 || size > PAGE_MAX || page < 1) {
            return wrong("PaginationRequestModel is invalid");
        }
        JsonNode sort = model.path("SortModelList").path(0);
        if (sort.path("sortColumn").asInt(1) != 1) {
            return wrong("sortColumn is invalid");
        }
        Comparator<Order> byDate = Comparator.comparing(Order::placedAt);
        List<Order> sorted = new ArrayList<>(found);
        sorted.sort(sort.path("sortDirection").asInt(1) == 1 ? byDate : byDate.reversed());
        var body = Json.object();
        var numbers = body.putArray("orderNumberList");
        sorted.stream()
                .skip((page - 1L) * size)
                .limit(size)
                .forEach(order -> numbers.add(order.number()));
        var pages = body.putObject("PaginationResponseModel");
        if (found.isEmpty()) {
            pages.putNull("totalRecordsAmount").putNull("totalPages").putNull("requestPage");
        } else {
            pages.put("totalRecordsAmount", found.size())
                    .put("totalPages", (found.size() + size - 1) / size)
                    .put("requestPage", page);
        }
        String code = found.isEmpty() ? "SEARCH_ORDER_INFO_102" : "SEARCH_ORDER_INFO_101";
        message(body.putArray("MessageModelList"), "INFO", code, "Searched");
        return Answer.json(200, body);
    }

    private Answer get(ObjectNode body) {
        List<Order> orders = orders(body);
        var answer = Json.object();
        var messages = answer.putArray("MessageModelList");
        message(messages, "INFO", "GET_ORDER_INFO_101", "Read");
        var models = answer.putArray("OrderModelList");
        orders.forEach(order -> models.add(model(order)));
        return Answer.json(200, answer);
    }

    private ObjectNode model(Order order) {
        var model =
                Json.object()
                        .put("orderNumber", order.number())
                        .put("orderProgress", progress(order))
                        .put(
                                "orderDatetime",
                                TIME.format(order.placedAt().atOffset(RakutenMall.ZONE)));
        var items = model.putArray("PackageModelList").addObject().putArray("ItemModelList");
        order.lines().forEach(line -> items.add(item(line)));
        return model;
    }

    private ObjectNode item(OrderLine line) {
        String sku = mall.shop().item(line.item()).map(Item::sku).orElse("");
        var item =
                Json.object()
                        .put("itemDetailId", Integer.parseInt(line.id()))
                        .put("manageNumber", line.item().item())
                        .put("itemNumber", line.item().item())
                        .put("units", line.quantity());
        item.putArray("SkuModelList")
                .addObject()
                .put("variantId", line.item().variant())
                .put("merchantDefinedSkuId", sku);
        return item;
    }

    private Answer confirm(ObjectNode body) {
        var answer = Json.object();
        var messages = answer.putArray("MessageModelList");
        for (Order order : orders(body)) {
            boolean isNew = progress(order) == 100;
            if (isNew) {
                mall.shop().move(order, OrderState.PROCESSING);
            }
            message(
                            messages,
                            isNew ? "INFO" : "ERROR",
                            isNew ? "CONFIRM_ORDER_INFO_101" : "CONFIRM_ORDER_ERROR_009",
                            isNew ? "Confirmed" : "The order is not waiting for confirmation")
                    .put("orderNumber", order.number());
        }
        return Answer.json(200, answer);
    }

    private Answer cancel(ObjectNode body) {
        Order order =
                Json.text(body, "orderNumber")
                        .flatMap(mall.shop()::visibleOrder)
                        .orElseThrow(() -> new Refusal(wrong("orderNumber is unknown")));
        int restoreType = body.path("inventoryRestoreType").asInt(-1);
        if (restoreType < 0 || restoreType > 2 || !body.has("changeReasonDetailApply")) {
            return wrong("inventoryRestoreType and changeReasonDetailApply are mandatory");
        }
        switch (order.state()) {
            case HELD, NEW, PROCESSING, ACTIVE -> {
                boolean byItem =
                        order.lines().stream()
                                .flatMap(line -> mall.shop().item(line.item()).stream())
                                .allMatch(Item::restocksOnCancel);
                mall.shop()
                        .requestCancellation(order, restoreType == 0 ? byItem : restoreType == 1);
            }
            case SHIPPED, DONE, CANCELLING, CANCELLED -> {
                return wrong("The order cannot be cancelled");
            }
        }
        var answer = Json.object();
        message(answer.putArray("MessageModelList"), "INFO", "CANCEL_ORDER_INFO_101", "Cancelled");
        return Answer.json(200, answer);
    }

    private List<Order> orders(ObjectNode body) {
        JsonNode numbers = body.path("orderNumberList");
        if (!numbers.isArray() || numbers.isEmpty() || numbers.size() > NUMBERS_MAX) {
            throw new Refusal(wrong("orderNumberList needs 1 to 100 numbers"));
        }
        List<Order> orders = new ArrayList<>();
        numbers.forEach(number -> mall.shop().visibleOrder(number.asText()).ifPresent(orders::add));
        return orders;
    }

    /** The states by number; 600 and 700 are about payment, and orders pass them at once. */
    private static int progress(Order order) {
        return switch (order.state()) {
            case HELD, NEW -> 100;
            case PROCESSING -> 200;
            case ACTIVE -> 300;
            case SHIPPED -> 500;
            case DONE -> 700;
            case CANCELLING -> 800;
            case CANCELLED -> 900;
        };
    }

    private static Instant time(ObjectNode body, String member) {
        String text = Json.text(body, member).orElse("");
        if (!text.endsWith(ZONE)) {
            throw new Refusal(wrong(member + " needs the zone +0900"));
        }
        try {
            return OffsetDateTime.parse(text, TIME).toInstant();
        } catch (DateTimeException _) {
            throw new Refusal(wrong(member + " is invalid"));
        }
    }

    private static Answer wrong(String text) {
        var body = Json.object();
        message(body.putArray("MessageModelList"), "ERROR", "SEARCH_ORDER_ERROR_001", text);
        return Answer.json(400, body);
    }

    private static ObjectNode message(ArrayNode messages, String type, String code, String text) {
        return messages.addObject()
                .put("messageType", type)
                .put("messageCode", PREFIX + code)
                .put("message", text);
    }
}
