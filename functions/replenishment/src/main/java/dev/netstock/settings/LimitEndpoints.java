package dev.netstock.settings;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.http.Times;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.LimitFormats;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.setting.PurchaseLimits;
import dev.netstock.stock.setting.PurchaseLimits.Wanted;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET} and {@code PUT /v1/skus/{sku}/limit}.
 *
 * @param limits sets and reads purchase limits
 * @param currentKey the id of the key that hashes the customers of new limits
 * @param known knows which SKUs exist
 * @param clock the time of day: a limit ends in the future
 */
record LimitEndpoints(
        PurchaseLimits limits, Supplier<String> currentKey, KnownSkus known, InstantSource clock) {
    private record Replacement(Sku sku, Wanted wanted) {}

    Answer read(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Sku> sku = request.path("sku", StockFormats.SKU, errors);
        request.refuseQuery(errors);
        return switch (errors.orElse(sku::orElseThrow)) {
            case Decoded.Invalid<Sku>(var invalid) -> Problem.invalidRequest(invalid);
            case Decoded.Valid<Sku>(var valid) -> read(valid, request.call());
        };
    }

    private Answer read(Sku sku, Call call) {
        Optional<PurchaseLimit> limit = limits.of(sku, call);
        return limit.isPresent() || known.contains(sku, call)
                ? Answer.of(200, "read", json(sku, limit))
                : KnownSkus.unknown();
    }

    Answer replace(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid<Replacement>(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid<Replacement>(var replacement) ->
                    replace(replacement, request.call());
        };
    }

    private Answer replace(Replacement it, Call call) {
        Optional<PurchaseLimit> limit = limits.set(it.sku(), it.wanted(), currentKey.get(), call);
        return limit.isPresent()
                ? Answer.of(200, "replaced", json(it.sku(), limit))
                : KnownSkus.unknown();
    }

    private Decoded<Replacement> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Sku> sku = request.path("sku", StockFormats.SKU, errors);
        request.refuseQuery(errors);
        Optional<Wanted> wanted =
                request.body(errors).flatMap(body -> LimitFormats.read(body, clock.instant()));
        return errors.orElse(() -> new Replacement(sku.orElseThrow(), wanted.orElseThrow()));
    }

    private static JsonWriter.Part json(Sku sku, Optional<PurchaseLimit> limit) {
        return json -> {
            json.writeStringField("sku", sku.value());
            if (limit.isPresent()) {
                PurchaseLimit it = limit.get();
                json.writeObjectFieldStart("limit");
                json.writeStringField("id", it.id());
                if (it.perOrder().isPresent()) {
                    json.writeNumberField("perOrder", it.perOrder().get());
                }
                if (it.perCustomer().isPresent()) {
                    json.writeNumberField("perCustomer", it.perCustomer().get());
                }
                json.writeStringField("from", Times.text(it.from()));
                if (it.until().isPresent()) {
                    json.writeStringField("until", Times.text(it.until().get()));
                }
                json.writeStringField("setAt", Times.text(it.setAt()));
                json.writeEndObject();
            }
        };
    }
}
