package dev.netstock.settings;

import dev.netstock.platform.call.Call;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.ThresholdSettings;
import dev.netstock.stock.Sku;

import java.util.Optional;

/** Reads the settings of a SKU. Thread-safe. */
record SettingsReader(ThresholdSettings settings, ShardSettings shards, KnownSkus known) {
    /** The settings, which may be none; empty if net stock does not know the SKU. */
    Optional<CurrentSettings> read(Sku sku, Call call) {
        SkuSettings current = settings.read(sku, call);
        return current.version() > 0 || known.contains(sku, call)
                ? Optional.of(new CurrentSettings(current, shards.read(sku, call)))
                : Optional.empty();
    }
}
