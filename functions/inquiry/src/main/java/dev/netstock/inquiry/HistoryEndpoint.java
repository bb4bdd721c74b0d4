package dev.netstock.inquiry;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.history.HistoryCursor;
import dev.netstock.stock.history.HistoryPage;

import java.util.Optional;

/**
 * {@code GET /v1/stock/{sku}/deltas?location=&limit=&cursor=}.
 *
 * @param reading reads a page of a history
 * @param levels tells whether somebody sells a SKU that has no history yet
 */
record HistoryEndpoint(Reading reading, LevelsEndpoint.Reading levels) implements Endpoint {
    /** Reads a page of a history. */
    @FunctionalInterface
    interface Reading {
        HistoryPage page(
                Sku sku,
                Optional<Location> location,
                int limit,
                Optional<HistoryCursor> cursor,
                Call call);
    }

    @Override
    public Answer answer(HttpRequest request) {
        return switch (HistoryQuestion.decode(request)) {
            case Decoded.Invalid(var faults) -> Problem.invalidRequest(faults);
            case Decoded.Valid(var question) -> answer(question, request.call());
        };
    }

    private Answer answer(HistoryQuestion asked, Call call) {
        HistoryPage page =
                reading.page(asked.sku(), asked.location(), asked.limit(), asked.cursor(), call);
        return page.entries().isEmpty() && !isKnown(asked.sku(), call)
                ? UnknownSku.answer()
                : Answer.of(200, "read", HistoryJson.of(page));
    }

    /** A page may be empty because nothing happened there, or because nobody has such a SKU. */
    private boolean isKnown(Sku sku, Call call) {
        return levels.one(sku, Consistency.EVENTUAL, call).isPresent()
                || !reading.page(sku, Optional.empty(), 1, Optional.empty(), call)
                        .entries()
                        .isEmpty();
    }
}
