package dev.netstock.ledger.inquiry;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/stock/{sku}/orders?location=&limit=&cursor=}: the orders that hold units of a SKU,
 * newest first. Units that were shipped are no longer held.
 *
 * @param ledger the database
 */
record SkuOrdersEndpoint(Transactions ledger) implements Endpoint {
    private static final ProblemType UNKNOWN = new ProblemType("unknown-sku", 404, "Unknown SKU");

    private static final String IS_KNOWN = "SELECT 1 FROM items WHERE sku = ?";

    /**
     * From the lines that hold units to their orders. As a plain join, it could read all orders.
     */
    private static final String HOLDING =
            """
            SELECT o.*, l.location, l.units
            FROM (SELECT order_id, location, taken - covered AS units FROM order_lines
                  WHERE sku = ? AND taken > covered AND (?::text IS NULL OR location = ?)) l
            CROSS JOIN LATERAL (SELECT * FROM orders WHERE order_id = l.order_id OFFSET 0) o
            WHERE (o.first_at, l.order_id, l.location)
                < (coalesce(?::timestamptz, 'infinity'), coalesce(?::text, '') COLLATE "C",
                   coalesce(?::text, ''))
            ORDER BY o.first_at DESC, l.order_id DESC, l.location DESC LIMIT ?
            """;

    private record HoldersQuery(
            Sku sku, Optional<String> location, int limit, Optional<OrderPosition> from) {}

    /** The units that an order holds at a location. */
    private record Holding(ListedOrder order, String location, long units) {
        static Holding of(ResultSet row) throws SQLException {
            return new Holding(
                    ListedOrder.of(row), row.getString("location"), row.getLong("units"));
        }
    }

    private record Page(
            List<Holding> holdings, Optional<Instant> newest, Optional<OrderPosition> next) {}

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(HoldersQuery query) ->
                    ledger.inTransaction(sql -> page(query, sql))
                            .map(page -> Answer.of(200, "read", json -> members(json, query, page)))
                            .orElseGet(
                                    () ->
                                            Problem.of(
                                                    UNKNOWN,
                                                    "The ledger does not have this SKU. Check the"
                                                            + " SKU."));
        };
    }

    private static Decoded<HoldersQuery> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Sku> sku = request.path("sku", StockFormats.SKU, errors);
        Query query = request.query(errors);
        Optional<String> location =
                query.optional("location", StockFormats.LOCATION).map(Location::value);
        long limit =
                query.optional("limit", OrdersEndpoint.LIMIT).orElse(OrdersEndpoint.LIMIT_DEFAULT);
        Optional<OrderPosition> from = query.optional("cursor", OrdersEndpoint.CURSOR);
        query.refuseOthers();
        return errors.orElse(
                () -> new HoldersQuery(sku.orElseThrow(), location, (int) limit, from));
    }

    private static Optional<Page> page(HoldersQuery query, Sql sql) throws SQLException {
        List<Holding> found =
                sql.list(
                        HOLDING,
                        Holding::of,
                        query.sku().value(),
                        query.location(),
                        query.location(),
                        query.from().map(OrderPosition::reservedAt),
                        query.from().map(OrderPosition::orderId),
                        query.from().map(OrderPosition::location),
                        query.limit() + 1);
        if (found.isEmpty()
                && sql.first(IS_KNOWN, row -> row.getInt(1), query.sku().value()).isEmpty()) {
            return Optional.empty();
        }
        boolean isFull = found.size() > query.limit();
        List<Holding> holdings = isFull ? found.subList(0, query.limit()) : found;
        return Optional.of(
                new Page(
                        holdings,
                        ListedOrder.newest(sql),
                        isFull ? Optional.of(position(holdings.getLast())) : Optional.empty()));
    }

    private static OrderPosition position(Holding holding) {
        return holding.order().position(holding.location());
    }

    private static void members(JsonGenerator json, HoldersQuery query, Page page)
            throws IOException {
        json.writeStringField("sku", query.sku().value());
        JsonWriter.objects(
                json,
                "orders",
                page.holdings(),
                (each, holding) -> {
                    holding.order().members(each);
                    each.writeStringField("location", holding.location());
                    each.writeNumberField("units", holding.units());
                });
        ListedOrder.writeEnd(json, page.newest(), page.next());
    }
}
