package dev.netstock.malls.adapter.yahoo;

import dev.netstock.malls.adapter.http.AnswerXml;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.UnreadableAnswer;
import dev.netstock.malls.adapter.http.XmlDocument;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.MallRefused;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.OrderSummary;
import dev.netstock.platform.json.TimeFormat;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Orders at Yahoo: {@code orderList} and {@code orderInfo}, without any field of a customer.
 *
 * <p>A list names the orders by when they were placed, and then, in further pages, those that were
 * held back to check for fraud, by when they were published.
 *
 * <p>For one thread.
 *
 * @see <a href="https://developer.yahoo.co.jp/webapi/shopping/orderList.html">orderList</a>
 * @see <a href="https://developer.yahoo.co.jp/webapi/shopping/orderInfo.html">orderInfo</a>
 */
final class YahooOrders {
    /** There is no documented limit; clients ask for up to 2,000 (confidence: several clients). */
    static final int PAGE_MAX = 2_000;

    /** No window is documented; this one keeps a list within a page or two. */
    static final Duration WINDOW = Duration.ofDays(31);

    /** The code for an order that does not exist (confidence: low). */
    private static final String UNKNOWN_ORDER = "od-00002";

    private static final ZoneOffset JAPAN = ZoneOffset.ofHours(9);
    private static final DateTimeFormatter CONDITION =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);
    private static final String LIST_FIELDS =
            "OrderId,OrderTime,LastUpdateTime,OrderStatus,IsSplit";
    private static final String INFO_FIELDS =
            "OrderId,ParentOrderId,ChildOrderId,OrderTime,LastUpdateTime,OrderStatus,LineId,ItemId,SubCode,Quantity";

    /** What was read of an order is kept so long while its parts are not read. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final YahooApi api;
    private final String sellerId;
    private final Duration orderLag;
    private final InstantSource clock;

    /** Yahoo allows a request a second, so the parts of a split order may need several attempts. */
    private final Map<String, Read> kept = new HashMap<>();

    private record Read(Optional<AnswerXml> info, Instant at) {}

    /**
     * @param api sends the requests
     * @param sellerId the store's account
     * @param orderLag how much later an order may appear in a list
     * @param clock the time of searches
     */
    YahooOrders(YahooApi api, String sellerId, Duration orderLag, InstantSource clock) {
        this.api = api;
        this.sellerId = sellerId;
        this.orderLag = orderLag;
        this.clock = clock;
    }

    OrderPage page(OrderQuery query) {
        Instant now = clock.instant();
        Position position = Position.of(query);
        AnswerXml search =
                result(YahooApi.body(api.post("orderList", search(query, position)))).at("Search");
        Instant visible = now.minus(orderLag);
        return new OrderPage(
                search.all("OrderInfo").stream().map(YahooOrders::summary).toList(),
                query.until().isBefore(visible) ? query.until() : visible,
                position.next(search.findNumber("TotalCount").orElse(0)));
    }

    /** One request for each order, and for each order that was split off it. */
    List<MallOrder> byNumber(List<String> numbers) {
        List<MallOrder> orders = new ArrayList<>(numbers.size());
        Set<String> seen = new HashSet<>(numbers);
        Deque<String> left = new ArrayDeque<>(numbers);
        while (!left.isEmpty()) {
            Read read = read(left.removeFirst());
            read.info()
                    .ifPresent(
                            info -> {
                                orders.add(order(info, read.at()));
                                children(info).filter(seen::add).forEach(left::addLast);
                            });
        }
        kept.clear();
        return orders;
    }

    private Read read(String number) {
        Instant now = clock.instant();
        Read known = kept.get(number);
        if (known != null && now.isBefore(known.at().plus(KEPT))) {
            return known;
        }
        Read read = new Read(info(number), now);
        kept.put(number, read);
        return read;
    }

    private static Stream<String> children(AnswerXml info) {
        return info.all("ChildOrderId").stream()
                .flatMap(child -> Stream.of(child.text().split(",", -1)))
                .map(String::strip)
                .filter(number -> !number.isEmpty());
    }

    private String search(OrderQuery query, Position position) {
        var xml = new XmlDocument();
        xml.element(
                "Req",
                () ->
                        xml.element(
                                        "Search",
                                        () ->
                                                xml.element("Result", PAGE_MAX)
                                                        .element("Start", position.start())
                                                        .element("Sort", "+order_time")
                                                        .element(
                                                                "Condition",
                                                                () ->
                                                                        span(
                                                                                xml,
                                                                                position.time(),
                                                                                query))
                                                        .element("Field", LIST_FIELDS))
                                .element("SellerId", sellerId));
        return xml.toString();
    }

    private static void span(XmlDocument xml, String time, OrderQuery query) {
        xml.element(time + "From", condition(query.from()))
                .element(time + "To", condition(query.until().plusNanos(999_999_999)));
    }

    private Optional<AnswerXml> info(String number) {
        var xml = new XmlDocument();
        xml.element(
                "Req",
                () ->
                        xml.element(
                                        "Target",
                                        () ->
                                                xml.element("OrderId", number)
                                                        .element("Field", INFO_FIELDS))
                                .element("SellerId", sellerId));
        MallAnswer answer = api.post("orderInfo", xml.toString());
        return isUnknown(answer)
                ? Optional.empty()
                : result(YahooApi.body(answer)).find("OrderInfo");
    }

    private static boolean isUnknown(MallAnswer answer) {
        return answer instanceof Answered answered
                && (answered.status() == 404
                        || YahooApi.error(answered)
                                .filter(error -> error.code().equals(UNKNOWN_ORDER))
                                .isPresent());
    }

    /** The result is the root, or in it. */
    private static AnswerXml result(AnswerXml root) {
        AnswerXml result = root.name().equals("Result") ? root : root.at("Result");
        String status = result.findText("Status").orElse("OK");
        if (!status.equals("OK")) {
            throw new MallRefused(status, "Yahoo does not answer OK");
        }
        return result;
    }

    private static OrderSummary summary(AnswerXml order) {
        return new OrderSummary(
                order.text("OrderId"),
                order.findText("LastUpdateTime").map(YahooOrders::time),
                Optional.empty());
    }

    private static MallOrder order(AnswerXml info, Instant readAt) {
        Instant placedAt = info.findText("OrderTime").map(YahooOrders::time).orElse(readAt);
        return new MallOrder(
                info.text("OrderId"),
                state(info.text("OrderStatus")),
                placedAt,
                info.findText("LastUpdateTime").map(YahooOrders::time).orElse(readAt),
                info.all("Item").stream().map(YahooOrders::line).toList(),
                info.findText("ParentOrderId"));
    }

    private static MallOrderLine line(AnswerXml item) {
        return new MallOrderLine(
                item.text("LineId"),
                new MallItem(item.text("ItemId"), item.findText("SubCode").orElse("")),
                item.number("Quantity"));
    }

    /** A state that is not known holds units, as an open order does. */
    static OrderState state(String status) {
        return switch (status) {
            // 1: a reservation ahead of the sale. 3: held.
            case "1", "3" -> OrderState.HELD;
            case "4" -> OrderState.CANCELLED;
            case "5" -> OrderState.SHIPPED;
            default -> OrderState.ACTIVE;
        };
    }

    private static String condition(Instant time) {
        return CONDITION.format(time.atOffset(JAPAN));
    }

    /** Times are RFC 3339, or digits in Japan's time. */
    private static Instant time(String text) {
        return TimeFormat.ANY.parse(text).orElseGet(() -> digits(text));
    }

    private static Instant digits(String text) {
        try {
            return LocalDateTime.parse(text, CONDITION).toInstant(JAPAN);
        } catch (DateTimeException _) {
            throw new UnreadableAnswer("A time is in no format of the order APIs");
        }
    }

    /**
     * Where a page begins.
     *
     * @param time the time that the list is by
     * @param start from 1
     */
    private record Position(String time, int start) {
        private static final String PLACED = "OrderTime";
        private static final String PUBLISHED = "PublicationTime";

        private static Position of(OrderQuery query) {
            return query.page()
                    .map(text -> text.split(" ", 2))
                    .map(parts -> new Position(parts[0], Integer.parseInt(parts[1])))
                    .orElseGet(() -> new Position(PLACED, 1));
        }

        /** After the orders by when they were placed come those by when they were published. */
        private Optional<String> next(long total) {
            int following = start + PAGE_MAX;
            if (following <= total) {
                return Optional.of(time + " " + following);
            }
            return time.equals(PLACED) ? Optional.of(PUBLISHED + " 1") : Optional.empty();
        }
    }
}
