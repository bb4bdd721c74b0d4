package dev.netstock.inquiry;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.level.StockLevels;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /v1/stock/{sku}?consistent=}.
 *
 * @param reading reads the levels of one SKU
 * @param clock tells the moment of the answer
 */
record LevelsEndpoint(Reading reading, InstantSource clock) implements Endpoint {
    private static final TextFormat<Consistency> CONSISTENT =
            new TextFormat<>(
                    "Must be true or false.",
                    Set.of("true", "false")::contains,
                    text -> text.equals("true") ? Consistency.STRONG : Consistency.EVENTUAL);

    /** Reads the levels of one SKU. */
    @FunctionalInterface
    interface Reading {
        Optional<StockLevels> one(Sku sku, Consistency consistency, Call call);
    }

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var faults) -> Problem.invalidRequest(faults);
            case Decoded.Valid(var question) -> answer(question, request.call());
        };
    }

    private Answer answer(Question question, Call call) {
        Instant asOf = clock.instant();
        return reading.one(question.sku(), question.consistency(), call)
                .map(it -> Answer.of(200, "read", json -> LevelsJson.write(json, it, asOf)))
                .orElseGet(UnknownSku::answer);
    }

    private static Decoded<Question> decode(HttpRequest request) {
        ValidationErrors faults = new ValidationErrors();
        Optional<Sku> sku = request.path("sku", StockFormats.SKU, faults);
        Query query = request.query(faults);
        Consistency consistency = consistency(query);
        query.refuseOthers();
        return faults.orElse(() -> new Question(sku.orElseThrow(), consistency));
    }

    /** {@code consistent=}, as every question for levels reads it. */
    static Consistency consistency(Query query) {
        return query.optional("consistent", CONSISTENT).orElse(Consistency.EVENTUAL);
    }

    private record Question(Sku sku, Consistency consistency) {}
}
