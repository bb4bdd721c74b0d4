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
import dev.netstock.stock.level.LevelReader;
import dev.netstock.stock.level.LevelScope;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /v1/stock/{sku}?consistent=&channel=&group=}.
 *
 * @param levels reads the levels of a SKU
 * @param clock the current time, for the response
 */
record LevelsEndpoint(LevelReader levels, InstantSource clock) implements Endpoint {
    private static final TextFormat<Consistency> CONSISTENT =
            new TextFormat<>(
                    "Must be true or false.",
                    Set.of("true", "false")::contains,
                    text -> text.equals("true") ? Consistency.STRONG : Consistency.EVENTUAL);

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var query) -> answer(query, request.call());
        };
    }

    private Answer answer(LevelsQuery query, Call call) {
        Instant asOf = clock.instant();
        return levels.one(query.sku(), query.scope(), query.consistency(), call)
                .map(it -> Answer.of(200, "read", json -> LevelsJson.write(json, it, asOf)))
                .orElseGet(UnknownSku::answer);
    }

    private static Decoded<LevelsQuery> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Sku> sku = request.path("sku", StockFormats.SKU, errors);
        Query query = request.query(errors);
        Consistency consistency = consistency(query);
        LevelScope scope = scope(query);
        query.refuseOthers();
        return errors.orElse(() -> new LevelsQuery(sku.orElseThrow(), scope, consistency));
    }

    /** Reads {@code consistent=}, which all queries for levels share. */
    static Consistency consistency(Query query) {
        return query.optional("consistent", CONSISTENT).orElse(Consistency.EVENTUAL);
    }

    /** Reads {@code channel=} and {@code group=}, which all queries for levels share. */
    static LevelScope scope(Query query) {
        return new LevelScope(
                query.optional("channel", StockFormats.CHANNEL),
                query.optional("group", StockFormats.GROUP));
    }

    private record LevelsQuery(Sku sku, LevelScope scope, Consistency consistency) {}
}
