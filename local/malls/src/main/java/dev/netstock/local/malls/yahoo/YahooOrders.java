package dev.netstock.local.malls.yahoo;

import dev.netstock.local.http.Xml;
import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.protocol.XmlRequest;
import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shop.OrderLine;
import dev.netstock.local.malls.shop.OrderState;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * orderList, orderInfo and orderCount. Assumed: the codes of wrong parameters, and 2,000 results a
 * page.
 *
 * @see <a href="https://developer.yahoo.co.jp/webapi/shopping/orderList.html">orderList</a>
 * @see <a href="https://developer.yahoo.co.jp/webapi/shopping/orderInfo.html">orderInfo</a>
 */
record YahooOrders(YahooMall mall) {
    private static final int RESULTS_USUAL = 10;
    private static final int RESULTS_MAX = 2_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final String WRONG = "od-00001";

    /** Only of orderInfo. Assumed: that it is there for each order that was split off. */
    private static final String CHILDREN = "ChildOrderId";

    private static final Set<String> LIST_FIELDS =
            Set.of(
                    "OrderId",
                    "OrderTime",
                    "LastUpdateTime",
                    "PublicationTime",
                    "OrderStatus",
                    "IsSplit",
                    "ParentOrderId");
    private static final Set<String> LINE_FIELDS =
            Set.of("LineId", "ItemId", "SubCode", "Quantity");

    Answer answer(String operation, Call call) {
        if (operation.equals("orderCount")) {
            return count(call);
        }
        XmlRequest request =
                XmlRequest.of(call.body(), "Req").orElseThrow(() -> wrong("The body is no Req"));
        requireSeller(request.text("SellerId").orElse(""));
        return operation.equals("orderList") ? list(request) : info(request);
    }

    private static void requireSeller(String seller) {
        if (!seller.equals(YahooMall.SELLER)) {
            throw new Refusal(YahooMall.error(401, "px-04401", "SellerId is invalid"));
        }
    }

    private Answer list(XmlRequest request) {
        XmlRequest search = request.child("Search").orElseThrow(() -> wrong("Search is missing"));
        int size = number(search, "Result", RESULTS_USUAL);
        int start = number(search, "Start", 1);
        if (size < 1 || size > RESULTS_MAX || start < 1) {
            throw wrong("Result or Start is invalid");
        }
        List<String> fields = fields(search, LIST_FIELDS);
        List<Order> found =
                mall.shop().visibleOrders().stream()
                        .filter(condition(search))
                        .sorted(sort(search.text("Sort").orElse("+order_time")))
                        .toList();
        List<Order> page = found.stream().skip(start - 1L).limit(size).toList();
        return Answer.xml(
                200,
                Xml.document(
                        "Result",
                        Map.of(),
                        xml ->
                                xml.text("Status", "OK")
                                        .element(
                                                "Search",
                                                it -> add(it, found.size(), page, start, fields))));
    }

    private static void add(Xml xml, int total, List<Order> page, int start, List<String> fields) {
        xml.text("TotalCount", Integer.toString(total));
        for (int i = 0; i < page.size(); i++) {
            Order order = page.get(i);
            String index = Integer.toString(start + i);
            xml.element(
                    "OrderInfo",
                    info -> {
                        info.text("Index", index);
                        fields.forEach(field -> info.text(field, value(order, field)));
                    });
        }
    }

    private static Predicate<Order> condition(XmlRequest search) {
        List<XmlRequest> terms =
                search.child("Condition").map(XmlRequest::children).orElse(List.of());
        if (terms.isEmpty()) {
            throw wrong("Condition is missing");
        }
        return terms.stream().map(YahooOrders::term).reduce(_ -> true, Predicate::and);
    }

    private static Predicate<Order> term(XmlRequest term) {
        String text = term.text();
        return switch (term.name()) {
            case "OrderId" -> order -> order.number().equals(text);
            case "OrderStatus" -> order -> text.equals(value(order, "OrderStatus"));
            case "IsSplit" -> order -> text.equals(value(order, "IsSplit"));
            case "OrderTimeFrom" -> notBefore(time(text), Order::placedAt);
            case "OrderTimeTo" -> notAfter(time(text), Order::placedAt);
            case "LastUpdateTimeFrom" -> notBefore(time(text), Order::updatedAt);
            case "LastUpdateTimeTo" -> notAfter(time(text), Order::updatedAt);
            case "PublicationTimeFrom" -> notBefore(time(text), Order::visibleAt);
            case "PublicationTimeTo" -> notAfter(time(text), Order::visibleAt);
            default -> throw wrong("The condition " + term.name() + " is unknown");
        };
    }

    private static Predicate<Order> notBefore(Instant from, Function<Order, Instant> time) {
        return order -> !time.apply(order).isBefore(from);
    }

    /** To the end of the second. */
    private static Predicate<Order> notAfter(Instant to, Function<Order, Instant> time) {
        return order -> time.apply(order).isBefore(to.plusSeconds(1));
    }

    private static Comparator<Order> sort(String sort) {
        Comparator<Order> comparator =
                switch (sort.isEmpty() ? "" : sort.substring(1)) {
                    case "order_time" -> Comparator.comparing(Order::placedAt);
                    case "last_update_time" -> Comparator.comparing(Order::updatedAt);
                    case "order_id" -> Comparator.comparing(Order::number);
                    default -> throw wrong("Sort is invalid");
                };
        return sort.startsWith("-") ? comparator.reversed() : comparator;
    }

    private Answer info(XmlRequest request) {
        XmlRequest target = request.child("Target").orElseThrow(() -> wrong("Target is missing"));
        Set<String> known = new HashSet<>(LIST_FIELDS);
        known.addAll(LINE_FIELDS);
        known.add(CHILDREN);
        List<String> fields = fields(target, known);
        Order order =
                target.text("OrderId")
                        .flatMap(mall.shop()::visibleOrder)
                        .orElseThrow(
                                () -> new Refusal(YahooMall.error(404, WRONG, "No such order")));
        List<String> lineFields = fields.stream().filter(LINE_FIELDS::contains).toList();
        return result(
                xml -> {
                    fields.stream()
                            .filter(LIST_FIELDS::contains)
                            .forEach(field -> xml.text(field, value(order, field)));
                    if (fields.contains(CHILDREN)) {
                        children(order).forEach(child -> xml.text(CHILDREN, child));
                    }
                    if (!lineFields.isEmpty()) {
                        order.lines().forEach(line -> add(xml, line, lineFields));
                    }
                });
    }

    private Stream<String> children(Order order) {
        return mall.shop().orders().stream()
                .filter(it -> it.parent().filter(order.number()::equals).isPresent())
                .map(Order::number);
    }

    private static Answer result(Consumer<Xml> contents) {
        return Answer.xml(
                200,
                Xml.document(
                        "ResultSet",
                        Map.of("totalResultsReturned", "1"),
                        xml ->
                                xml.element(
                                        "Result",
                                        result ->
                                                result.text("Status", "OK")
                                                        .element("OrderInfo", contents))));
    }

    private static void add(Xml xml, OrderLine line, List<String> fields) {
        xml.element("Item", item -> fields.forEach(field -> item.text(field, value(line, field))));
    }

    private Answer count(Call call) {
        requireSeller(call.parameter("sellerId").orElse(""));
        long newOrders =
                mall.shop().visibleOrders().stream()
                        .filter(order -> order.state() == OrderState.NEW)
                        .count();
        return Answer.xml(
                200,
                Xml.document(
                        "ResultSet",
                        Map.of(),
                        xml ->
                                xml.element(
                                        "Result",
                                        result ->
                                                result.text("Status", "OK")
                                                        .element(
                                                                "Count",
                                                                it ->
                                                                        it.text(
                                                                                "NewOrder",
                                                                                "" + newOrders)))));
    }

    private static List<String> fields(XmlRequest parent, Set<String> known) {
        List<String> fields = List.of(parent.text("Field").orElse("").split(",", -1));
        if (!known.containsAll(fields)) {
            throw wrong("Field is invalid");
        }
        return fields;
    }

    private static String value(Order order, String field) {
        return switch (field) {
            case "OrderId" -> order.number();
            case "OrderTime" -> text(order.placedAt());
            case "LastUpdateTime" -> text(order.updatedAt());
            case "PublicationTime" -> text(order.visibleAt());
            case "OrderStatus" -> status(order);
            case "IsSplit" -> Boolean.toString(order.isSplit());
            default -> order.parent().orElse("");
        };
    }

    /** Of 1 to 5; 1, a reservation before the sale begins, does not occur here. */
    private static String status(Order order) {
        return switch (order.state()) {
            case NEW, PROCESSING, ACTIVE, CANCELLING -> "2";
            case HELD -> "3";
            case CANCELLED -> "4";
            case SHIPPED, DONE -> "5";
        };
    }

    private static String value(OrderLine line, String field) {
        return switch (field) {
            case "LineId" -> line.id();
            case "ItemId" -> line.item().item();
            case "SubCode" -> line.item().variant();
            default -> Long.toString(line.quantity());
        };
    }

    private static int number(XmlRequest parent, String name, int usual) {
        try {
            return parent.text(name).map(Integer::parseInt).orElse(usual);
        } catch (NumberFormatException _) {
            throw wrong(name + " is no number");
        }
    }

    private static String text(Instant time) {
        return TIME.format(time.atOffset(YahooMall.ZONE));
    }

    private static Instant time(String text) {
        try {
            return LocalDateTime.parse(text, TIME).toInstant(YahooMall.ZONE);
        } catch (DateTimeException _) {
            throw wrong("A time is invalid");
        }
    }

    private static Refusal wrong(String message) {
        return YahooMall.refusal(WRONG, message);
    }
}
