package dev.netstock.local.malls.au;

import dev.netstock.local.http.Xml;
import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shop.OrderLine;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * searchTradeInfoListProc, which lists orders by day, and searchTradeInfoProc. Assumed: the values
 * of the cancel states, and that {@code itemManagementId} has the codes of a choice.
 */
record AuOrders(AuMall mall) {
    private static final int COUNT_MAX = 1_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm");

    Answer search(Call call) {
        AuMall.requireShop(call);
        if (!call.parameter("dateType").orElse("0").equals("0")) {
            throw AuMall.refusal("PARAMETER", "Only the date of the order is simulated");
        }
        LocalDate from = date(call, "startDate");
        LocalDate to = date(call, "endDate");
        int size = number(call, "totalCount", COUNT_MAX);
        int start = number(call, "startCount", Integer.MAX_VALUE);
        Optional<String> status = call.parameter("orderStatus").filter(it -> !it.isEmpty());
        List<Order> found =
                mall.shop().visibleOrders().stream()
                        .filter(order -> !day(order).isBefore(from) && !day(order).isAfter(to))
                        .filter(order -> status.isEmpty() || status.get().equals(status(order)))
                        .toList();
        return AuMall.success(
                xml -> {
                    xml.text("resultCount", Integer.toString(found.size()));
                    found.stream().skip(start - 1L).limit(size).forEach(order -> add(xml, order));
                });
    }

    /** One order by its number. */
    Answer one(Call call) {
        AuMall.requireShop(call);
        Order order =
                call.parameter("orderId")
                        .flatMap(mall.shop()::visibleOrder)
                        .orElseThrow(() -> AuMall.refusal("NO_ORDER", "There is no such order"));
        return AuMall.success(xml -> add(xml, order));
    }

    private static void add(Xml xml, Order order) {
        xml.element(
                "orderInfo",
                info -> {
                    info.text("orderId", order.number())
                            .text("orderDate", TIME.format(order.placedAt().atOffset(AuMall.ZONE)))
                            .text("orderStatus", status(order))
                            .text("cancelStatus", cancelStatus(order));
                    order.lines().forEach(line -> add(info, order, line));
                });
    }

    private static void add(Xml xml, Order order, OrderLine line) {
        xml.element(
                "detail",
                detail ->
                        detail.text("orderDetailId", order.number() + line.id())
                                .text("itemCode", line.item().item())
                                .text("itemManagementId", line.item().variant().replace("/", ""))
                                .text("unit", Long.toString(line.quantity()))
                                .text("itemCancelStatus", cancelStatus(order)));
    }

    private static String cancelStatus(Order order) {
        return order.isCancelled() ? "1" : "0";
    }

    private static LocalDate day(Order order) {
        return LocalDate.ofInstant(order.placedAt(), AuMall.ZONE);
    }

    private static LocalDate date(Call call, String name) {
        try {
            return LocalDate.parse(
                    call.parameter(name).orElse(""), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException _) {
            throw AuMall.refusal("PARAMETER", name + " is invalid");
        }
    }

    private static int number(Call call, String name, int max) {
        try {
            int number = Integer.parseInt(call.parameter(name).orElse("1"));
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // refused below
        }
        throw AuMall.refusal("PARAMETER", name + " is invalid");
    }

    /** The mall's words, or the shop's own. */
    private static String status(Order order) {
        if (!order.label().isEmpty()) {
            return order.label();
        }
        return switch (order.state()) {
            case HELD -> "与信待ち";
            case NEW -> "新規受付";
            case PROCESSING, ACTIVE -> "発送待ち";
            case CANCELLING -> "保留";
            case SHIPPED, DONE -> "完了";
            case CANCELLED -> "キャンセル";
        };
    }
}
