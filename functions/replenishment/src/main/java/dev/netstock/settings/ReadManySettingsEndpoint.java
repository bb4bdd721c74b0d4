package dev.netstock.settings;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /v1/settings?sku=a&sku=b…}. A SKU that is requested twice is returned once.
 *
 * @param reader reads the settings of a SKU
 * @param parallel reads several SKUs at a time
 */
record ReadManySettingsEndpoint(SettingsReader reader, Parallel parallel) implements Endpoint {
    private static final int SKUS_MAX = 100;

    private record Found(Sku sku, Optional<CurrentSettings> settings) {}

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var skus) -> answer(skus, request.call());
        };
    }

    private static Decoded<List<Sku>> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Query query = request.query(errors);
        List<Sku> skus = query.repeated("sku", StockFormats.SKU, SKUS_MAX);
        query.refuseOthers();
        return errors.orElse(() -> skus.stream().distinct().toList());
    }

    private Answer answer(List<Sku> skus, Call call) {
        List<Found> all =
                parallel.run(
                        skus.stream()
                                .<Supplier<Found>>map(
                                        sku -> () -> new Found(sku, reader.read(sku, call)))
                                .toList());
        return Answer.of(200, "read", json -> write(json, all)).orFewer("sku");
    }

    private static void write(JsonGenerator json, List<Found> all) throws IOException {
        JsonWriter.objects(
                json,
                "settings",
                all.stream().flatMap(found -> found.settings().stream()).toList(),
                (each, current) -> SettingsJson.of(current).to(each));
        json.writeArrayFieldStart("unknown");
        for (Found found : all) {
            if (found.settings().isEmpty()) {
                json.writeString(found.sku().value());
            }
        }
        json.writeEndArray();
    }
}
