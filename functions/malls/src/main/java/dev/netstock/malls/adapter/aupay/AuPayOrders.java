package dev.netstock.malls.adapter.aupay;

import dev.netstock.malls.adapter.aupay.AuPayStock.Choice;
import dev.netstock.malls.adapter.http.AnswerXml;
import dev.netstock.malls.adapter.http.FormText;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.UnreadableAnswer;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.MallRefused;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.OrderSummary;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Orders at au PAY Market: {@code searchTradeInfoListProc}, which lists whole days by when the
 * orders were placed, and {@code searchTradeInfoProc}, which reads one order. Their answers hold
 * data of customers, none of which is read.
 */
final class AuPayOrders {
    /** One client asks for at most 500, others for 1,000. */
    static final int PAGE_MAX = 500;

    /** No window is known; a list of one month is a few pages. */
    static final Duration WINDOW = Duration.ofDays(31);

    private static final String BY_ORDER_DATE = "0";
    private static final ZoneOffset JAPAN = ZoneOffset.ofHours(9);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm[:ss]", Locale.ROOT);

    /** What a cancelled line has as its {@code itemCancelStatus} (confidence: low). */
    private static final Set<String> CANCELLED_LINE = Set.of("1", "Y", "キャンセル", "キャンセル済");

    private final AuPayApi api;
    private final AuPaySettings settings;
    private final AuPayStock stock;
    private final InstantSource clock;

    /** By item code and choice, as orders name it. */
    private final Map<MallItem, MallItem> choices = new ConcurrentHashMap<>();

    AuPayOrders(AuPayApi api, AuPaySettings settings, AuPayStock stock, InstantSource clock) {
        this.api = api;
        this.settings = settings;
        this.stock = stock;
        this.clock = clock;
    }

    OrderPage page(OrderQuery query) {
        Instant now = clock.instant();
        int start = query.page().map(Integer::valueOf).orElse(1);
        MallAnswer answer =
                api.get(
                        "searchTradeInfoListProc",
                        new FormText()
                                .add("shopId", settings.shopId())
                                .add("startDate", day(query.from()))
                                .add("endDate", day(query.until()))
                                .add("dateType", BY_ORDER_DATE)
                                .add("totalCount", PAGE_MAX)
                                .add("startCount", start));
        List<AnswerXml> orders = AuPayApi.body(answer).all("orderInfo");
        Instant visible = now.minus(settings.orderLag());
        return new OrderPage(
                orders.stream()
                        .filter(order -> isIn(placedAt(order), query))
                        .map(order -> OrderSummary.of(order(order, now)))
                        .toList(),
                query.until().isBefore(visible) ? query.until() : visible,
                orders.size() < PAGE_MAX
                        ? Optional.empty()
                        : Optional.of(Integer.toString(start + PAGE_MAX)));
    }

    /** One request for each order, by an API that one client uses (confidence: low). */
    List<MallOrder> byNumber(List<String> numbers) {
        List<MallOrder> orders = new ArrayList<>(numbers.size());
        for (String number : numbers) {
            Instant readAt = clock.instant();
            MallAnswer answer =
                    api.get(
                            "searchTradeInfoProc",
                            new FormText().add("shopId", settings.shopId()).add("orderId", number));
            found(answer).map(order -> order(order, readAt)).ifPresent(orders::add);
        }
        return orders;
    }

    private static Optional<AnswerXml> found(MallAnswer answer) {
        try {
            return AuPayApi.body(answer).find("orderInfo");
        } catch (MallRefused refused) {
            if (refused.code().equals(AuPayApi.UNKNOWN_ORDER_CODE)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private MallOrder order(AnswerXml order, Instant readAt) {
        return new MallOrder(
                order.text("orderId"),
                state(order.text("orderStatus")),
                placedAt(order),
                readAt,
                order.all("detail").stream().map(this::line).toList(),
                Optional.empty());
    }

    /**
     * Units are held from the first visible state on. A state that is not known, such as one of the
     * shop's own, holds them too.
     */
    static OrderState state(String word) {
        return switch (word) {
            case "与信待ち", "不正取引審査中", "保留", "審査保留" -> OrderState.HELD;
            case "完了" -> OrderState.SHIPPED;
            case "キャンセル", "審査NG" -> OrderState.CANCELLED;
            // 新規受付 new, 発送待ち to be shipped.
            default -> OrderState.ACTIVE;
        };
    }

    private MallOrderLine line(AnswerXml detail) {
        boolean isCancelled =
                detail.findText("itemCancelStatus").filter(CANCELLED_LINE::contains).isPresent();
        return new MallOrderLine(
                detail.text("orderDetailId"),
                item(
                        new MallItem(
                                detail.text("itemCode"),
                                detail.findText("itemManagementId").orElse(""))),
                isCancelled ? 0 : detail.number("unit"));
    }

    /**
     * An order names a choice by its codes without the slash, as the management id. An item without
     * choices may have a management id too, of its own (confidence: low).
     */
    private MallItem item(MallItem named) {
        if (named.variant().isEmpty()) {
            return named;
        }
        if (!choices.containsKey(named)) {
            List<Choice> known = stock.choices(named.item());
            known.forEach(
                    choice ->
                            choices.put(
                                    new MallItem(named.item(), choice.managementId()),
                                    new MallItem(named.item(), choice.variant())));
            if (known.isEmpty()) {
                return new MallItem(named.item(), "");
            }
        }
        return choices.getOrDefault(named, named);
    }

    private static boolean isIn(Instant time, OrderQuery query) {
        // Orders have whole minutes.
        return !time.plusSeconds(59).isBefore(query.from()) && time.isBefore(query.until());
    }

    private static String day(Instant time) {
        return DAY.format(time.atOffset(JAPAN));
    }

    private static Instant placedAt(AnswerXml order) {
        try {
            return LocalDateTime.parse(order.text("orderDate"), MINUTE).toInstant(JAPAN);
        } catch (DateTimeException _) {
            throw new UnreadableAnswer("<orderDate> is in another format");
        }
    }
}
