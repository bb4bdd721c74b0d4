package dev.netstock.settings;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;

import java.util.Optional;

/** {@code GET /v1/skus/{sku}/settings}. */
final class ReadSettingsEndpoint implements Endpoint {
    private final SettingsReader reader;

    ReadSettingsEndpoint(SettingsReader reader) {
        this.reader = reader;
    }

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var sku) -> answer(sku, request.call());
        };
    }

    private Answer answer(Sku sku, Call call) {
        return reader.read(sku, call)
                .map(current -> Answer.of(200, "read", SettingsJson.of(current)))
                .orElseGet(KnownSkus::unknown);
    }

    private static Decoded<Sku> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Sku> sku = request.path("sku", StockFormats.SKU, errors);
        request.refuseQuery(errors);
        return errors.orElse(sku::orElseThrow);
    }
}
