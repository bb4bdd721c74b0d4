package dev.netstock.inquiry;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.level.LevelReader;
import dev.netstock.stock.level.LevelScope;
import dev.netstock.stock.level.StockLevels;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code GET /v1/stock?sku=a&sku=b…&consistent=&channel=&group=}. A SKU that is requested twice is
 * returned once.
 *
 * @param levels reads the levels of many SKUs
 * @param clock the current time, for the response
 */
record ManyLevelsEndpoint(LevelReader levels, InstantSource clock) implements Endpoint {
    private static final int SKUS_MAX = 100;

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var query) -> answer(query, request.call());
        };
    }

    private Answer answer(LevelsQuery query, Call call) {
        Instant asOf = clock.instant();
        Map<Sku, StockLevels> found =
                levels.many(query.skus(), query.scope(), query.consistency(), call);
        return Answer.of(200, "read", json -> write(json, query.skus(), found, asOf))
                .orFewer("sku");
    }

    private static Decoded<LevelsQuery> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Query query = request.query(errors);
        List<Sku> skus = query.repeated("sku", StockFormats.SKU, SKUS_MAX);
        Consistency consistency = LevelsEndpoint.consistency(query);
        LevelScope scope = LevelsEndpoint.scope(query);
        query.refuseOthers();
        return errors.orElse(
                () -> new LevelsQuery(skus.stream().distinct().toList(), scope, consistency));
    }

    private static void write(
            JsonGenerator json, List<Sku> skus, Map<Sku, StockLevels> found, Instant asOf)
            throws IOException {
        List<StockLevels> items = skus.stream().map(found::get).filter(Objects::nonNull).toList();
        JsonWriter.objects(
                json, "items", items, (each, levels) -> LevelsJson.write(each, levels, asOf));
        json.writeArrayFieldStart("unknown");
        for (Sku sku : skus) {
            if (!found.containsKey(sku)) {
                json.writeString(sku.value());
            }
        }
        json.writeEndArray();
    }

    private record LevelsQuery(List<Sku> skus, LevelScope scope, Consistency consistency) {
        LevelsQuery {
            skus = List.copyOf(skus);
        }
    }
}
