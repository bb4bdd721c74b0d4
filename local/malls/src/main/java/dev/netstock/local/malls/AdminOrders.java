package dev.netstock.local.malls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Mall;
import dev.netstock.local.malls.shop.NewOrder;
import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shop.OrderLine;
import dev.netstock.local.malls.shop.OrderState;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The orders of a mall, as customers and the mall's own people make and change them. */
record AdminOrders(Mall mall) {
    private static final int COLLECTION = 2;
    private static final int ACTION = 4;
    private static final long QUANTITY_MAX = 1_000_000;

    /**
     * {@code GET} lists all orders with their true state, {@code POST} places one, {@code POST
     * {number}/state} moves it, {@code POST {number}/lines} changes a quantity, {@code POST
     * {number}/split} splits it.
     */
    Answer answer(Call call) {
        List<String> path = call.path();
        if (path.size() == COLLECTION) {
            return call.method().equals("GET") ? all() : place(call);
        }
        if (path.size() != ACTION) {
            throw Admin.notFound("path");
        }
        Admin.require(call, "POST");
        Order order = mall.shop().order(path.get(2)).orElseThrow(() -> Admin.notFound("order"));
        if (order.isSplit()) {
            throw Admin.refusal(409, "split", "The order was split: change its children");
        }
        switch (path.getLast()) {
            case "state" -> move(order, call);
            case "lines" -> changeQuantity(order, call);
            case "split" -> {
                return split(order, call);
            }
            default -> throw Admin.notFound("path");
        }
        return Answer.json(200, json(order));
    }

    private Answer all() {
        var body = Json.object();
        var orders = body.putArray("orders");
        mall.shop().orders().forEach(order -> orders.add(json(order)));
        return Answer.json(200, body);
    }

    private Answer place(Call call) {
        Admin.require(call, "POST");
        var body = Admin.body(call, "lines", "state", "publishedLate", "fulfilledByMall");
        var draft =
                new NewOrder(
                        lines(body.path("lines")),
                        body.has("state") ? state(body) : OrderState.NEW,
                        body.path("publishedLate").asBoolean(),
                        body.path("fulfilledByMall").asBoolean());
        Order order =
                mall.shop()
                        .place(draft)
                        .orElseThrow(
                                () -> Admin.refusal(409, "sold-out", "The units are not there"));
        return Answer.json(201, json(order));
    }

    private List<OrderLine> lines(JsonNode nodes) {
        List<OrderLine> lines = new ArrayList<>();
        for (JsonNode node : nodes) {
            lines.add(
                    new OrderLine(
                            Integer.toString(lines.size() + 1),
                            AdminItems.key(mall, node),
                            quantity(node, 1)));
        }
        if (lines.isEmpty()) {
            throw Admin.invalid("lines are required");
        }
        return lines;
    }

    private void move(Order order, Call call) {
        var body = Admin.body(call, "state", "restock", "reason", "label");
        OrderState state = state(body);
        if (order.isCancelled()) {
            throw Admin.refusal(409, "cancelled", "The order is cancelled");
        }
        order.label(body.path("label").asText(""));
        Optional<Boolean> restock =
                Optional.ofNullable(body.get("restock")).map(JsonNode::asBoolean);
        switch (state) {
            case CANCELLED -> mall.cancel(order, restock, body.path("reason").asText(""));
            case CANCELLING -> mall.shop().requestCancellation(order, restock.orElse(false));
            case HELD, NEW, PROCESSING, ACTIVE, SHIPPED, DONE -> mall.shop().move(order, state);
        }
    }

    private void changeQuantity(Order order, Call call) {
        var body = Admin.body(call, "lineId", "quantity");
        OrderLine line = line(order, Admin.requiredText(body, "lineId"));
        if (!mall.shop().changeQuantity(order, line, quantity(body, 0))) {
            throw Admin.refusal(409, "sold-out", "The units are not there");
        }
    }

    private Answer split(Order order, Call call) {
        if (!mall.splitsOrders()) {
            throw Admin.invalid(mall.name() + " does not split orders");
        }
        var body = Admin.body(call, "lineIds");
        List<OrderLine> lines = new ArrayList<>();
        body.path("lineIds").forEach(id -> lines.add(line(order, id.asText())));
        if (lines.isEmpty() || lines.size() == order.lines().size()) {
            throw Admin.invalid("lineIds must name some of the lines");
        }
        var answer = Json.object();
        var children = answer.putArray("orders");
        mall.shop().split(order, lines).forEach(child -> children.add(json(child)));
        return Answer.json(201, answer);
    }

    private static OrderLine line(Order order, String id) {
        return order.lines().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Admin.notFound("line"));
    }

    private static OrderState state(JsonNode body) {
        return OrderState.of(Admin.requiredText(body, "state"))
                .orElseThrow(() -> Admin.invalid("There is no such state"));
    }

    private static long quantity(JsonNode body, long min) {
        long quantity = Math.round(Admin.number(body, "quantity", 1));
        if (quantity < min || quantity > QUANTITY_MAX) {
            throw Admin.invalid("quantity is out of range");
        }
        return quantity;
    }

    private static ObjectNode json(Order order) {
        var json =
                Json.object()
                        .put("number", order.number())
                        .put("state", order.state().text())
                        .put("placedAt", order.placedAt().toString())
                        .put("visibleAt", order.visibleAt().toString())
                        .put("updatedAt", order.updatedAt().toString())
                        .put("split", order.isSplit());
        order.parent().ifPresent(parent -> json.put("parent", parent));
        var lines = json.putArray("lines");
        order.lines()
                .forEach(
                        line ->
                                lines.addObject()
                                        .put("lineId", line.id())
                                        .put("item", line.item().item())
                                        .put("variant", line.item().variant())
                                        .put("quantity", line.quantity()));
        return json;
    }
}
