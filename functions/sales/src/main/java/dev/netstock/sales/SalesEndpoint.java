package dev.netstock.sales;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.sales.figures.SalesQuery;
import dev.netstock.sales.figures.SalesReader;

/**
 * {@code GET /v1/sales?from=&to=&sku=&channel=&location=}.
 *
 * @param reader reads sales
 */
record SalesEndpoint(SalesReader reader) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (SalesQuery.decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var query) ->
                    Answer.of(200, "read", SalesJson.of(query, reader.read(query, request.call())));
        };
    }
}
