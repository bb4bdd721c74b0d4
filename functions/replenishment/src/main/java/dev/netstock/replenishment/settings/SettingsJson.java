package dev.netstock.replenishment.settings;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.json.JsonWriting;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.Thresholds;
import dev.netstock.stock.Location;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Writes the settings of a SKU. */
final class SettingsJson {
    private SettingsJson() {}

    static JsonWriting.Part of(SkuSettings settings) {
        return json -> {
            json.writeStringField("sku", settings.sku().value());
            JsonWriting.objects(
                    json,
                    "locations",
                    settings.locations().entrySet().stream()
                            .filter(entry -> entry.getValue().isPresent())
                            .toList(),
                    SettingsJson::write);
        };
    }

    private static void write(JsonGenerator json, Map.Entry<Location, Optional<Thresholds>> entry)
            throws IOException {
        Thresholds thresholds = entry.getValue().orElseThrow();
        json.writeStringField("location", entry.getKey().value());
        json.writeNumberField("safetyStock", thresholds.safetyStock());
        json.writeNumberField("reorderPoint", thresholds.reorderPoint());
        json.writeNumberField("orderUpTo", thresholds.orderUpTo());
        json.writeNumberField("recoveryPoint", thresholds.recoveryPoint());
    }
}
