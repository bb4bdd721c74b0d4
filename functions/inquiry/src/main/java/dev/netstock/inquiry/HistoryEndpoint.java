package dev.netstock.inquiry;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.Sku;
import dev.netstock.stock.history.HistoryPage;
import dev.netstock.stock.history.HistoryReader;
import dev.netstock.stock.level.LevelReader;

import java.util.Optional;

/**
 * {@code GET /v1/stock/{sku}/deltas?location=&limit=&cursor=}.
 *
 * @param history reads pages of the history
 * @param levels shows whether a SKU without a history exists
 */
record HistoryEndpoint(HistoryReader history, LevelReader levels) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (HistoryQuery.decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var query) -> answer(query, request.call());
        };
    }

    private Answer answer(HistoryQuery query, Call call) {
        HistoryPage page =
                history.page(query.sku(), query.location(), query.limit(), query.cursor(), call);
        return page.entries().isEmpty() && !isKnown(query.sku(), call)
                ? UnknownSku.answer()
                : Answer.of(200, "read", HistoryJson.of(page));
    }

    /** A page may be empty because nothing happened there, or because the SKU does not exist. */
    private boolean isKnown(Sku sku, Call call) {
        return levels.one(sku, Consistency.EVENTUAL, call).isPresent()
                || !history.page(sku, Optional.empty(), 1, Optional.empty(), call)
                        .entries()
                        .isEmpty();
    }
}
