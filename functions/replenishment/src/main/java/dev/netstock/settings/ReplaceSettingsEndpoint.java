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

/**
 * {@code PUT /v1/skus/{sku}/settings}.
 *
 * @param setting sets the settings
 * @param shards pins shards
 * @param samples tells what is on display
 * @param generations which generations there are
 * @param known tells which SKUs there are
 * @param locations the locations that sell online
 */
public record ReplaceSettingsEndpoint(
        ThresholdSettings setting,
        ShardSettings shards,
        SamplePublisher samples,
        GenerationReader generations,
        KnownSkus known,
        Locations locations)
        implements Endpoint {
    @Override
    public Answer answer(HttpRequest request) {
        return switch (SettingsRequest.decode(request, locations)) {
            case Decoded.Invalid(var faults) -> Problem.invalidRequest(faults);
            case Decoded.Valid(var settings) -> answer(settings, request.call());
        };
    }

    private Answer answer(SettingsRequest asked, Call call) {
        if (!known.contains(asked.wish().sku(), call)) {
            return KnownSkus.unknown();
        }
        Generations now = generations.current(call);
        SkuSettings settings =
                setting.set(
                        now.serving(),
                        now.building().map(UnfinishedGeneration::generation),
                        asked.wish(),
                        call);
        samples.tell(settings, call);
        shards.replace(asked.wish().sku(), asked.pins(), settings.version(), call);
        return Answer.of(200, "replaced", SettingsJson.of(settings, asked.pins()));
    }
}
