package dev.netstock.settings;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.json.JsonWriter;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.Thresholds;
import dev.netstock.stock.Location;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the settings of a SKU. */
final class SettingsJson {
    private SettingsJson() {}

    /**
     * The settings.
     *
     * @param pins by location
     */
    static JsonWriter.Part of(SkuSettings settings, Map<Location, Integer> pins) {
        SortedMap<Location, Optional<Thresholds>> locations = new TreeMap<>(settings.locations());
        locations.values().removeIf(Optional::isEmpty);
        pins.keySet().forEach(location -> locations.putIfAbsent(location, Optional.empty()));
        settings.samples()
                .keySet()
                .forEach(location -> locations.putIfAbsent(location, Optional.empty()));
        return json -> {
            json.writeStringField("sku", settings.sku().value());
            JsonWriter.objects(
                    json,
                    "locations",
                    locations.entrySet(),
                    (object, entry) -> {
                        object.writeStringField("location", entry.getKey().value());
                        if (entry.getValue().isPresent()) {
                            write(object, entry.getValue().get());
                        }
                        Long samples = settings.samples().get(entry.getKey());
                        if (samples != null) {
                            object.writeNumberField("displaySamples", samples);
                        }
                        writePin(object, Optional.ofNullable(pins.get(entry.getKey())));
                    });
        };
    }

    private static void write(JsonGenerator json, Thresholds thresholds) throws IOException {
        json.writeNumberField("safetyStock", thresholds.safetyStock());
        json.writeNumberField("reorderPoint", thresholds.reorderPoint());
        json.writeNumberField("orderUpTo", thresholds.orderUpTo());
        json.writeNumberField("recoveryPoint", thresholds.recoveryPoint());
    }

    private static void writePin(JsonGenerator json, Optional<Integer> pin) throws IOException {
        if (pin.isPresent()) {
            json.writeNumberField("shards", pin.get());
        } else {
            json.writeStringField("shards", SettingsRequest.AUTO);
        }
    }
}
