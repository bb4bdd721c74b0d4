package dev.netstock.sales;

import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.sales.figures.SalesQuestion;
import dev.netstock.sales.figures.SalesReader;

/**
 * {@code GET /v1/sales?from=&to=&sku=&channel=&location=}.
 *
 * @param reading reads sales
 */
record SalesEndpoint(SalesReader reading) implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (SalesQuestion.decode(request)) {
            case Decoded.Invalid(var faults) -> Problem.invalidRequest(faults);
            case Decoded.Valid(var asked) ->
                    Answer.of(
                            200, "read", SalesJson.of(asked, reading.read(asked, request.call())));
        };
    }
}
