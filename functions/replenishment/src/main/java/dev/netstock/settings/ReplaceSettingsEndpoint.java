package dev.netstock.settings;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.stock.place.PlaceSource;

/** {@code PUT /v1/skus/{sku}/settings}. */
final class ReplaceSettingsEndpoint implements Endpoint {
    private final SettingsWriter writer;
    private final KnownSkus known;
    private final PlaceSource places;

    ReplaceSettingsEndpoint(SettingsWriter writer, KnownSkus known, PlaceSource places) {
        this.writer = writer;
        this.known = known;
        this.places = places;
    }

    @Override
    public Answer answer(HttpRequest request) {
        return switch (SettingsRequest.decode(request, places.current(request.call()))) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var replacement) -> answer(replacement, request.call());
        };
    }

    private Answer answer(SettingsRequest request, Call call) {
        if (!known.contains(request.replacement().sku(), call)) {
            return KnownSkus.unknown();
        }
        SkuSettings replaced =
                writer.replace(
                        request.replacement().sku(),
                        _ -> request.replacement(),
                        request.pins(),
                        call);
        return Answer.of(
                200, "replaced", SettingsJson.of(new CurrentSettings(replaced, request.pins())));
    }
}
