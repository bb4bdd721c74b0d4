package dev.netstock.ledger.explanation;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.ProblemType;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.level.ShardTotals;

import java.util.Optional;

/**
 * {@code GET /v1/stock/{sku}/explanation?location=}: the terms of a number, on both sides. The
 * endpoint reads the two sides one after the other, so units in flight between them are visible.
 * Thread-safe.
 */
public final class ExplanationEndpoint implements Endpoint {
    private static final ProblemType UNKNOWN = new ProblemType("unknown-sku", 404, "Unknown SKU");

    private final LedgerReader ledger;
    private final ShardTotals netStock;
    private final MallSide malls;

    public ExplanationEndpoint(Transactions ledger, ShardTotals netStock, MallSide malls) {
        this.ledger = new LedgerReader(ledger);
        this.netStock = netStock;
        this.malls = malls;
    }

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var item) -> explain(item, request.call());
        };
    }

    private Answer explain(ItemKey item, Call call) {
        Optional<LedgerSide> ledgerSide = ledger.read(item);
        Optional<NetStockSide> netStockSide = NetStockSide.of(netStock.allItems(item, call));
        return ledgerSide.isEmpty() && netStockSide.isEmpty()
                ? Problem.of(
                        UNKNOWN,
                        "The location does not have, and never had, this SKU. Check the SKU and the"
                                + " location.")
                : Answer.of(
                        200,
                        "explained",
                        ExplanationJson.of(
                                item, ledgerSide, netStockSide, malls.of(item.sku(), call)));
    }

    private static Decoded<ItemKey> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Sku> sku = request.path("sku", StockFormats.SKU, errors);
        Query query = request.query(errors);
        Optional<Location> location = query.required("location", StockFormats.LOCATION);
        query.refuseOthers();
        return errors.orElse(() -> ItemKey.of(sku.orElseThrow(), location.orElseThrow()));
    }
}
