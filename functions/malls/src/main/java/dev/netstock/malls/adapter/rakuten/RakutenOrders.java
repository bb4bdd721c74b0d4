package dev.netstock.malls.adapter.rakuten;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.malls.adapter.http.AnswerJson;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.MallRefused;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.OrderSummary;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.TimeFormat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * Orders at Rakuten: PurchaseItemAPI, which has no personal data except the prefecture, and the two
 * changes of the order API that the product makes.
 *
 * <p>Orders are searched by when they were placed, since there is no search by change. A change of
 * an order shows only when it is read by number.
 *
 * <p>A search of more orders than Rakuten lists is refused, or not listed to its end; which of them
 * is not documented. Then the next searches have half the span, and leave the rest to later ones; a
 * search that succeeds doubles the span again. Thread-safe.
 */
final class RakutenOrders {
    static final Duration WINDOW = Duration.ofDays(63);
    static final int PAGE_MAX = 1_000;
    static final int DETAILS_MAX = 100;

    /** The most orders that a search lists, over all of its pages. */
    private static final long RECORDS_MAX = 15_000;

    private static final Duration SPAN_MIN = Duration.ofSeconds(2);
    private static final Duration NEXT_SEARCH = Duration.ofSeconds(1);

    /** All states: a cancelled order is listed too, so that pages do not shift. */
    private static final List<Integer> ALL_STATES =
            List.of(100, 200, 300, 400, 500, 600, 700, 800, 900);

    private static final int BY_ORDER_TIME = 1;
    private static final int ASCENDING = 1;
    private static final int RESTORE_NOTHING = 2;

    /** The reason of a cancellation: out of stock, by the shop (confidence: several clients). */
    private static final int REASON_NO_STOCK = 8;

    private static final String SEARCH = "/es/2.0/purchaseItem/searchOrderItem/";
    private static final String DETAILS = "/es/2.0/purchaseItem/getOrderItem/";
    private static final String CONFIRM = "/es/2.0/order/confirmOrder/";
    private static final String CANCEL = "/es/2.0/order/cancelOrder/";

    private final RakutenApi api;
    private final Duration orderLag;
    private final InstantSource clock;
    private final AtomicReference<Duration> span = new AtomicReference<>(WINDOW);

    /**
     * Creates the orders of a shop.
     *
     * @param orderLag how much later an order may appear in a search
     * @param clock the time of searches
     */
    RakutenOrders(RakutenApi api, Duration orderLag, InstantSource clock) {
        this.api = api;
        this.orderLag = orderLag;
        this.clock = clock;
    }

    /**
     * One page of the orders that were placed in the query's span, or in the beginning of it.
     *
     * @throws MallThrottled if the search may be repeated with a shorter span
     */
    OrderPage page(OrderQuery query) {
        Instant now = clock.instant();
        Position position = Position.of(query, span.get());
        AnswerJson found = searchOrShorten(query.from(), position);
        Optional<String> next = position.next(records(found));
        if (next.isEmpty()) {
            span.updateAndGet(it -> shorter(it.multipliedBy(2), WINDOW));
        }
        return new OrderPage(
                found.elements("orderNumberList").stream()
                        .flatMap(number -> number.asText().stream())
                        .map(number -> new OrderSummary(number, Optional.empty(), Optional.empty()))
                        .toList(),
                earlier(position.until(), now.minus(orderLag)),
                next);
    }

    private AnswerJson searchOrShorten(Instant from, Position position) {
        Duration searched = Duration.between(from, position.until());
        try {
            AnswerJson found = search(from, position);
            if (records(found) <= RECORDS_MAX || searched.compareTo(SPAN_MIN) <= 0) {
                return found;
            }
        } catch (MallRefused refused) {
            if (position.page() > 1 || searched.compareTo(SPAN_MIN) <= 0) {
                throw refused;
            }
        }
        span.set(searched.dividedBy(2));
        throw new MallThrottled(NEXT_SEARCH);
    }

    /** The orders with these numbers, in any order; unknown numbers are left out. */
    List<MallOrder> byNumber(List<String> numbers) {
        List<MallOrder> orders = new ArrayList<>(numbers.size());
        for (int from = 0; from < numbers.size(); from += DETAILS_MAX) {
            List<String> batch =
                    numbers.subList(from, Math.min(from + DETAILS_MAX, numbers.size()));
            Instant readAt = clock.instant();
            AnswerJson answer = checked(api.query(DETAILS, json -> numbers(json, batch)));
            answer.elements("OrderModelList").stream()
                    .map(order -> order(order, readAt))
                    .forEach(orders::add);
        }
        return orders;
    }

    /**
     * Confirms orders: moves them on from 100 (waiting for confirmation).
     *
     * @param numbers at most 100
     * @return the results in the order of the numbers; an order in another state is refused
     */
    List<WriteResult> confirm(List<String> numbers) {
        MallAnswer answer = api.post(CONFIRM, json -> numbers(json, numbers));
        return numbers.stream()
                .map(
                        number ->
                                changed(
                                        answer,
                                        message ->
                                                message.findText("orderNumber")
                                                        .orElse(number)
                                                        .equals(number)))
                .toList();
    }

    /** Cancels an order for lack of stock; Rakuten does not add the units to its count again. */
    WriteResult cancel(String number) {
        MallAnswer answer =
                api.post(
                        CANCEL,
                        json -> {
                            json.writeStringField("orderNumber", number);
                            json.writeNumberField("inventoryRestoreType", RESTORE_NOTHING);
                            json.writeNumberField("changeReasonDetailApply", REASON_NO_STOCK);
                        });
        return changed(answer, _ -> true);
    }

    private AnswerJson search(Instant from, Position position) {
        return checked(
                api.query(
                        SEARCH,
                        json -> {
                            json.writeNumberField("dateType", BY_ORDER_TIME);
                            json.writeStringField("startDatetime", RakutenTimes.text(from));
                            json.writeStringField(
                                    "endDatetime", RakutenTimes.endText(position.until()));
                            json.writeArrayFieldStart("orderProgressList");
                            for (int state : ALL_STATES) {
                                json.writeNumber(state);
                            }
                            json.writeEndArray();
                            json.writeObjectFieldStart("PaginationRequestModel");
                            json.writeNumberField("requestRecordsAmount", PAGE_MAX);
                            json.writeNumberField("requestPage", position.page());
                            JsonWriter.objects(
                                    json,
                                    "SortModelList",
                                    List.of(ASCENDING),
                                    (sort, direction) -> {
                                        sort.writeNumberField("sortColumn", BY_ORDER_TIME);
                                        sort.writeNumberField("sortDirection", direction);
                                    });
                            json.writeEndObject();
                        }));
    }

    /** The result of a change, by those of the answer's messages that are about it. */
    private static WriteResult changed(MallAnswer answer, Predicate<AnswerJson> isAboutIt) {
        Optional<WriteResult> failure = answer.writeFailure();
        if (failure.isPresent()) {
            return failure.get();
        }
        var answered = (Answered) answer;
        return AnswerJson.tryRead(answered.body())
                .flatMap(body -> error(body, isAboutIt))
                .<WriteResult>map(
                        error ->
                                new WriteResult.Rejected(
                                        error.code(), "Rakuten refuses the change"))
                .orElseGet(
                        () ->
                                answered.status() == 200
                                        ? new WriteResult.Done(OptionalLong.empty())
                                        : new WriteResult.Rejected(
                                                "HTTP " + answered.status(), ""));
    }

    /** The order APIs may report an error with status 200. */
    private static AnswerJson checked(AnswerJson answer) {
        error(answer, _ -> true)
                .ifPresent(
                        error -> {
                            throw error;
                        });
        return answer;
    }

    private static Optional<MallRefused> error(AnswerJson answer, Predicate<AnswerJson> isAboutIt) {
        return answer.elements("MessageModelList").stream()
                .filter(isAboutIt)
                .filter(it -> it.findText("messageType").filter("ERROR"::equals).isPresent())
                .findFirst()
                .map(
                        it ->
                                new MallRefused(
                                        it.findText("messageCode").orElse("unknown"),
                                        it.findText("message").orElse("")));
    }

    private static void numbers(JsonGenerator json, List<String> numbers) throws IOException {
        json.writeArrayFieldStart("orderNumberList");
        for (String number : numbers) {
            json.writeString(number);
        }
        json.writeEndArray();
    }

    /** Rakuten has no time of the last change: the order is as it was when it was read. */
    private static MallOrder order(AnswerJson order, Instant readAt) {
        return new MallOrder(
                order.text("orderNumber"),
                state(order.number("orderProgress")),
                RakutenTimes.parse(order.text("orderDatetime")),
                readAt,
                lines(order),
                Optional.empty());
    }

    /**
     * Units are held from the first visible state on, and until the cancellation is final (900, not
     * 800). A state that is not known holds them too.
     */
    static OrderState state(long progress) {
        return switch ((int) progress) {
            case 100 -> OrderState.HELD;
            case 500, 600, 700 -> OrderState.SHIPPED;
            case 900 -> OrderState.CANCELLED;
            // 200 in process, 300 to be shipped, 400 change, 800 cancellation to be confirmed.
            default -> OrderState.ACTIVE;
        };
    }

    private static List<MallOrderLine> lines(AnswerJson order) {
        return order.elements("PackageModelList").stream()
                .flatMap(it -> it.elements("ItemModelList").stream())
                .map(RakutenOrders::line)
                .toList();
    }

    /** An item of a shop that has not moved to SKUs has no SKU; its variant is empty. */
    private static MallOrderLine line(AnswerJson item) {
        String variant =
                item.elements("SkuModelList").stream()
                        .findFirst()
                        .flatMap(sku -> sku.findText("variantId"))
                        .orElse("");
        return new MallOrderLine(
                item.text("itemDetailId"),
                new MallItem(item.text("manageNumber").toLowerCase(Locale.ROOT), variant),
                item.number("units"));
    }

    /** Null where nothing was found. */
    private static long records(AnswerJson found) {
        return found.find("PaginationResponseModel")
                .map(it -> it.findNumber("totalRecordsAmount"))
                .orElse(OptionalLong.empty())
                .orElse(0);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * Where a page begins.
     *
     * @param page from 1
     * @param until the end of the span, which every page repeats
     */
    private record Position(int page, Instant until) {
        private static Position of(OrderQuery query, Duration span) {
            return query.page()
                    .map(text -> text.split(" ", 2))
                    .map(
                            parts ->
                                    new Position(
                                            Integer.parseInt(parts[0]),
                                            TimeFormat.ANY.parse(parts[1]).orElseThrow()))
                    .orElseGet(
                            () -> new Position(1, earlier(query.until(), query.from().plus(span))));
        }

        private Optional<String> next(long records) {
            return (long) page * PAGE_MAX < records
                    ? Optional.of((page + 1) + " " + until)
                    : Optional.empty();
        }
    }
}
