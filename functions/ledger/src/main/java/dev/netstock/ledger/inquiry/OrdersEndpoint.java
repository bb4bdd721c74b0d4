package dev.netstock.ledger.inquiry;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Channel;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.reservation.ReservationState;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code GET /v1/orders?state=&channel=&limit=&cursor=}: orders and their lines, newest first. A
 * page looks at a fixed number of orders, so it may have fewer orders than its limit.
 *
 * @param ledger the database
 */
record OrdersEndpoint(Transactions ledger) implements Endpoint {
    static final IntegerFormat LIMIT = new IntegerFormat(1, 100);
    static final long LIMIT_DEFAULT = 50;
    static final TextFormat<OrderPosition> CURSOR = PageToken.format(OrderPosition::parse);

    private static final int STRETCH = 20_000;
    private static final TextFormat<String> STATE =
            new TextFormat<>(
                    "Must be one of: "
                            + Arrays.stream(ReservationState.values())
                                    .map(ReservationState::name)
                                    .collect(Collectors.joining(", "))
                            + ".",
                    OrdersEndpoint::isState,
                    text -> text);

    private static final String STRETCH_OF_ORDERS =
            """
            SELECT * FROM orders
            WHERE (first_at, order_id)
                < (coalesce(?::timestamptz, 'infinity'), coalesce(?::text, '') COLLATE "C")
            ORDER BY first_at DESC, order_id DESC LIMIT %d
            """
                    .formatted(STRETCH);
    private static final String ORDERS =
            """
            SELECT * FROM (%s) o
            WHERE (?::text IS NULL OR state = ?) AND (?::text IS NULL OR channel = ?)
            ORDER BY first_at DESC, order_id DESC LIMIT ?
            """
                    .formatted(STRETCH_OF_ORDERS);
    private static final String END_OF_STRETCH =
            "SELECT * FROM (%s) o ORDER BY first_at, order_id LIMIT 1".formatted(STRETCH_OF_ORDERS);
    private static final String STRETCH_SIZE =
            "SELECT count(*) FROM (%s) o".formatted(STRETCH_OF_ORDERS);
    private static final String LINES =
            """
            SELECT order_id, sku, location, taken, covered FROM order_lines
            WHERE order_id = ANY (?) ORDER BY order_id, sku, location
            """;

    private record OrdersQuery(
            Optional<String> state,
            Optional<String> channel,
            int limit,
            Optional<OrderPosition> from) {}

    /**
     * A line of an order.
     *
     * @param units taken, less what was given back
     * @param shipped of these units
     */
    private record Line(String orderId, String sku, String location, long units, long shipped) {
        static Line of(ResultSet row) throws SQLException {
            return new Line(
                    row.getString("order_id"),
                    row.getString("sku"),
                    row.getString("location"),
                    row.getLong("taken"),
                    row.getLong("covered"));
        }
    }

    private record Page(
            List<ListedOrder> orders,
            Map<String, List<Line>> lines,
            Optional<Instant> newest,
            Optional<OrderPosition> next) {}

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(OrdersQuery query) -> {
                Page page = ledger.inTransaction(sql -> page(query, sql));
                yield Answer.of(200, "read", json -> members(json, page));
            }
        };
    }

    private static Decoded<OrdersQuery> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Query query = request.query(errors);
        Optional<String> state = query.optional("state", STATE);
        Optional<String> channel =
                query.optional("channel", StockFormats.CHANNEL).map(Channel::value);
        long limit = query.optional("limit", LIMIT).orElse(LIMIT_DEFAULT);
        Optional<OrderPosition> from = query.optional("cursor", CURSOR);
        query.refuseOthers();
        return errors.orElse(() -> new OrdersQuery(state, channel, (int) limit, from));
    }

    private static boolean isState(String text) {
        return Arrays.stream(ReservationState.values())
                .anyMatch(state -> state.name().equals(text));
    }

    private static Page page(OrdersQuery query, Sql sql) throws SQLException {
        Optional<Instant> at = query.from().map(OrderPosition::reservedAt);
        Optional<String> id = query.from().map(OrderPosition::orderId);
        List<ListedOrder> found =
                sql.list(
                        ORDERS,
                        ListedOrder::of,
                        at,
                        id,
                        query.state(),
                        query.state(),
                        query.channel(),
                        query.channel(),
                        query.limit() + 1);
        boolean isFull = found.size() > query.limit();
        List<ListedOrder> orders = isFull ? found.subList(0, query.limit()) : found;
        Optional<OrderPosition> next =
                isFull ? Optional.of(orders.getLast().position("")) : endOfStretch(at, id, sql);
        Map<String, List<Line>> lines =
                sql
                        .list(LINES, Line::of, ColumnArrays.of(orders).text(ListedOrder::orderId))
                        .stream()
                        .collect(Collectors.groupingBy(Line::orderId));
        return new Page(orders, lines, ListedOrder.newest(sql), next);
    }

    /** Where the next page begins if this one looked at all of its orders; empty after the last. */
    private static Optional<OrderPosition> endOfStretch(
            Optional<Instant> at, Optional<String> id, Sql sql) throws SQLException {
        return sql.number(STRETCH_SIZE, at, id) < STRETCH
                ? Optional.empty()
                : sql.first(END_OF_STRETCH, row -> ListedOrder.of(row).position(""), at, id);
    }

    private static void members(JsonGenerator json, Page page) throws IOException {
        JsonWriter.objects(
                json,
                "orders",
                page.orders(),
                (each, order) -> {
                    order.members(each);
                    JsonWriter.objects(
                            each,
                            "lines",
                            page.lines().getOrDefault(order.orderId(), List.of()),
                            OrdersEndpoint::members);
                });
        ListedOrder.writeEnd(json, page.newest(), page.next());
    }

    private static void members(JsonGenerator json, Line line) throws IOException {
        json.writeStringField("sku", line.sku());
        json.writeStringField("location", line.location());
        json.writeNumberField("units", line.units());
        json.writeNumberField("shipped", line.shipped());
    }
}
