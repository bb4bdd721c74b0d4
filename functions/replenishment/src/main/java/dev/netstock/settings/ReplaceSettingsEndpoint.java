package dev.netstock.settings;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.http.Answer;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Problem;
import dev.netstock.platform.json.Decoded;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.Generations;
import dev.netstock.projection.UnfinishedGeneration;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.ThresholdSettings;
import dev.netstock.stock.Locations;

/** {@code PUT /v1/skus/{sku}/settings}. */
final class ReplaceSettingsEndpoint implements Endpoint {
    private final ThresholdSettings settings;
    private final ShardSettings shards;
    private final SamplePublisher samples;
    private final GenerationReader generations;
    private final KnownSkus known;
    private final Locations locations;

    ReplaceSettingsEndpoint(
            ThresholdSettings settings,
            ShardSettings shards,
            SamplePublisher samples,
            GenerationReader generations,
            KnownSkus known,
            Locations locations) {
        this.settings = settings;
        this.shards = shards;
        this.samples = samples;
        this.generations = generations;
        this.known = known;
        this.locations = locations;
    }

    @Override
    public Answer answer(HttpRequest request) {
        return switch (SettingsRequest.decode(request, locations)) {
            case Decoded.Invalid(var errors) -> Problem.invalidRequest(errors);
            case Decoded.Valid(var replacement) -> answer(replacement, request.call());
        };
    }

    private Answer answer(SettingsRequest request, Call call) {
        if (!known.contains(request.replacement().sku(), call)) {
            return KnownSkus.unknown();
        }
        Generations now = generations.current(call);
        SkuSettings replaced =
                settings.replace(
                        now.serving(),
                        now.building().map(UnfinishedGeneration::generation),
                        request.replacement(),
                        call);
        samples.publish(replaced, call);
        shards.replace(request.replacement().sku(), request.pins(), replaced.version(), call);
        return Answer.of(200, "replaced", SettingsJson.of(replaced, request.pins()));
    }
}
