package dev.netstock.settings;

import dev.netstock.platform.call.Call;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.Generations;
import dev.netstock.projection.UnfinishedGeneration;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.ThresholdSettings;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.Map;
import java.util.function.Function;

/**
 * Replaces the settings of a SKU, with what follows from them: watched items, display samples,
 * shards. Thread-safe.
 */
record SettingsWriter(
        ThresholdSettings settings,
        ShardSettings shards,
        SamplePublisher samples,
        GenerationReader generations) {
    /**
     * Replaces the settings. Safe to repeat, and has to be repeated after any failure.
     *
     * @param replacement the settings that replace the current ones
     * @param pins the number of shards by location
     */
    SkuSettings replace(
            Sku sku,
            Function<SkuSettings, SkuSettings.Replacement> replacement,
            Map<Location, Integer> pins,
            Call call) {
        Generations now = generations.current(call);
        SkuSettings replaced =
                settings.replace(
                        now.serving(),
                        now.building().map(UnfinishedGeneration::generation),
                        sku,
                        replacement,
                        call);
        samples.publish(replaced, call);
        shards.replace(sku, pins, replaced.version(), call);
        return replaced;
    }
}
