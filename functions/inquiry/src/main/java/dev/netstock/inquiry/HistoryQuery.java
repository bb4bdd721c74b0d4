package dev.netstock.inquiry;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.history.HistoryCursor;

import java.util.Optional;

/**
 * A query for a page of the history.
 *
 * @param sku the SKU
 * @param location only this location; empty for all
 * @param limit the maximum of entries, 1–100
 * @param cursor where the page begins; empty for the newest entry
 */
record HistoryQuery(
        Sku sku, Optional<Location> location, int limit, Optional<HistoryCursor> cursor) {
    private static final IntegerFormat LIMIT = new IntegerFormat(1, 100);
    private static final long LIMIT_DEFAULT = 50;
    private static final TextFormat<HistoryCursor> CURSOR =
            new TextFormat<>(
                    "Must be a cursor from an earlier response.",
                    text -> HistoryCursor.parse(text).isPresent(),
                    text -> HistoryCursor.parse(text).orElseThrow());

    static Decoded<HistoryQuery> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Sku> sku = request.path("sku", StockFormats.SKU, errors);
        Query query = request.query(errors);
        Optional<Location> location = query.optional("location", StockFormats.LOCATION);
        long limit = query.optional("limit", LIMIT).orElse(LIMIT_DEFAULT);
        Optional<HistoryCursor> cursor = query.optional("cursor", CURSOR);
        query.refuseOthers();
        return errors.orElse(
                () -> new HistoryQuery(sku.orElseThrow(), location, (int) limit, cursor));
    }
}
