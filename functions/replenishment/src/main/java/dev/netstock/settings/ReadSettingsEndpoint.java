package dev.netstock.settings;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.ThresholdSettings;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;

import java.util.Optional;

/** {@code GET /v1/skus/{sku}/settings}. */
final class ReadSettingsEndpoint implements Endpoint {
    private final ThresholdSettings settings;
    private final ShardSettings shards;
    private final KnownSkus known;

    ReadSettingsEndpoint(ThresholdSettings settings, ShardSettings shards, KnownSkus known) {
        this.settings = settings;
        this.shards = shards;
        this.known = known;
    }

    @Override
    public Answer answer(HttpRequest request) {
        return switch (decode(request)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var sku) -> answer(sku, request.call());
        };
    }

    private Answer answer(Sku sku, Call call) {
        SkuSettings current = settings.read(sku, call);
        return current.version() > 0 || known.contains(sku, call)
                ? Answer.of(200, "read", SettingsJson.of(current, shards.read(sku, call)))
                : KnownSkus.unknown();
    }

    private static Decoded<Sku> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Sku> sku = request.path("sku", StockFormats.SKU, errors);
        request.refuseQuery(errors);
        return errors.orElse(sku::orElseThrow);
    }
}
